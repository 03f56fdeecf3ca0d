package org.almagest.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.User;
import org.almagest.engine.Route;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as rows of the table {@code job}. */
final class JobRows {
  static final String COLUMNS =
      """
      id, owner, kind, phase, run_id, parameters, created, started, ended, execution_duration,
      destruction, attempts, route, parts_done, parts, row_count, result, error, lease_token, lane, request_id,
      base_url, user_class
      """;

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JsonMapper json = JsonMapper.builder().build();

  Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        new User(row.getString("owner")),
        row.getString("user_class"),
        JobKind.valueOf(row.getString("kind")),
        Phase.valueOf(row.getString("phase")),
        row.getString("run_id"),
        json.readValue(row.getString("parameters"), TEXTS),
        row.getTimestamp("created").toInstant(),
        instant(row, "started"),
        instant(row, "ended"),
        Duration.ofSeconds(row.getLong("execution_duration")),
        row.getTimestamp("destruction").toInstant(),
        row.getInt("attempts"),
        object(row, "route", Route.class),
        new JobProgress(row.getLong("parts_done"), row.getLong("parts"), row.getLong("row_count")),
        object(row, "result", JobResult.class),
        object(row, "error", Fault.class),
        row.getString("request_id"),
        row.getString("base_url"));
  }

  Lease lease(ResultSet row, int number) throws SQLException {
    return new Lease(
        job(row, number),
        row.getObject("lease_token", UUID.class),
        Lane.valueOf(row.getString("lane")));
  }

  static JobSummary summary(ResultSet row, int number) throws SQLException {
    return new JobSummary(
        row.getString("id"),
        row.getString("owner"),
        Phase.valueOf(row.getString("phase")),
        row.getString("run_id"),
        row.getTimestamp("created").toInstant());
  }

  String text(Object value) {
    return json.writeValueAsString(value);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private <T> @Nullable T object(ResultSet row, String column, Class<T> type) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : json.readValue(text, type);
  }
}

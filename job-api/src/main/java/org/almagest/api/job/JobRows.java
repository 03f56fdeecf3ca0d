package org.almagest.api.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.almagest.api.error.Fault;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as rows of the table {@code job}. */
final class JobRows {
  static final String COLUMNS =
      """
      id, type, owner, user_groups, kind, phase, run_id, parameters, created, started, ended, execution_duration,
      destruction, attempts, notes, parts_done, parts, row_count, results, error, lease_token, lane,
      request_id, base_url, user_class
      """;

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private static final TypeReference<Map<String, Object>> OBJECTS = new TypeReference<>() {};

  private static final TypeReference<List<JobResult>> RESULTS = new TypeReference<>() {};

  private final JsonMapper json = JsonMapper.builder().build();

  Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getString("id"),
        row.getString("type"),
        principal(row),
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
        notes(row),
        new JobProgress(row.getLong("parts_done"), row.getLong("parts"), row.getLong("row_count")),
        results(row),
        object(row, "error", Fault.class),
        row.getString("request_id"),
        row.getString("base_url"));
  }

  private static Principal principal(ResultSet row) throws SQLException {
    return new Principal(
        new User(row.getString("owner")),
        Set.of((String[]) row.getArray("user_groups").getArray()),
        row.getString("user_class"));
  }

  private Map<String, Object> notes(ResultSet row) throws SQLException {
    String text = row.getString("notes");
    return text == null ? Map.of() : json.readValue(text, OBJECTS);
  }

  private List<JobResult> results(ResultSet row) throws SQLException {
    String text = row.getString("results");
    return text == null ? List.of() : json.readValue(text, RESULTS);
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

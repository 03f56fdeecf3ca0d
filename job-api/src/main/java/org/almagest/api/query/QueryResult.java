package org.almagest.api.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.api.job.JobFiles.Stored;
import org.almagest.api.job.JobResult;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.userdb.UserTableName;
import org.jspecify.annotations.Nullable;

/** What a query leaves: the one result of a TAP job (TAP 1.1, section 2.2). */
final class QueryResult {
  static final String NAME = "result";

  private QueryResult() {}

  static List<JobResult> file(QueryParameters parameters, Stored stored, LimitedRows rows) {
    ResultFormat format = parameters.format();
    return List.of(
        JobResult.file(NAME, format.mimeType(), stored.name(), stored.bytes())
            .as(parameters.contentType())
            .with(about(format, null, rows.count(), overflow(rows))));
  }

  static List<JobResult> streamed(ResultFormat format, LimitedRows rows) {
    return List.of(
        JobResult.sent(NAME, format.mimeType())
            .with(about(format, null, rows.count(), overflow(rows))));
  }

  static List<JobResult> table(UserTableName name, long rows, long bytes) {
    return List.of(
        JobResult.link(NAME, "/api/mydb/tables/" + name.shown() + "/download?format=votable", bytes)
            .with(about(null, UserTableName.SCHEMA + "." + name.shown(), rows, "NONE")));
  }

  /** Whether MAXREC or a limit of the service cut rows. */
  private static String overflow(LimitedRows rows) {
    return rows.overflow() ? "CUT" : "NONE";
  }

  private static Map<String, @Nullable Object> about(
      @Nullable ResultFormat format, @Nullable String table, long rows, String overflow) {
    Map<String, @Nullable Object> about = new HashMap<>();
    about.put("format", format == null ? null : format.name());
    about.put("table", table);
    about.put("rows", rows);
    about.put("overflow", overflow);
    return about;
  }
}

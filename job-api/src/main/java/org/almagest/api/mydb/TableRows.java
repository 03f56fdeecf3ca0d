package org.almagest.api.mydb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.JobRules;
import org.almagest.api.job.JobSettings;
import org.almagest.api.job.NewJob;
import org.almagest.api.limit.PerClass;
import org.almagest.api.query.QueryType;
import org.almagest.api.query.SyncQueries;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.upload.UploadParts;
import org.almagest.userdb.UserTable;
import org.springframework.stereotype.Component;

/** The rows of a user table: a query like any other, with the same limits. */
@Component
final class TableRows {
  private final SyncQueries queries;
  private final PerClass<JobSettings> limits;

  TableRows(SyncQueries queries, JobRules rules) {
    this.queries = queries;
    this.limits = rules.perClass();
  }

  void preview(UserTable table, Principal caller, int limit, HttpServletResponse response)
      throws IOException {
    send(
        Map.of(
            "QUERY", selectAll(table),
            "MAXREC", Integer.toString(limit),
            "RESPONSEFORMAT", ResultFormat.JSON.mimeType()),
        caller,
        response);
  }

  void download(UserTable table, Principal caller, String format, HttpServletResponse response)
      throws IOException {
    ResultFormat known = ResultFormat.of(format);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"" + table.table().name() + "." + known.fileExtension() + "\"");
    Map<String, String> parameters = new HashMap<>();
    parameters.put("QUERY", selectAll(table));
    parameters.put("RESPONSEFORMAT", known.mimeType());
    whole(table, caller).ifPresent(rows -> parameters.put("MAXREC", Long.toString(rows)));
    send(parameters, caller, response);
  }

  /**
   * The MAXREC by which a file has all rows; empty if it needs none.
   *
   * @throws ServiceException if no MAXREC gives so many: formats have no place to say that rows are
   *     missing, and a user's own table is not to lose any in silence
   */
  private OptionalLong whole(UserTable table, Principal caller) {
    JobSettings settings = limits.of(caller.userClass());
    long rows = table.table().rows();
    if (settings.hardMaxrec() != 0 && rows > settings.hardMaxrec()) {
      throw new ServiceException(
          Code.TOO_LARGE,
          "Table ["
              + table.table().qualifiedName()
              + "] has "
              + rows
              + " rows, more than the "
              + settings.hardMaxrec()
              + " of a result: download it with format=parquet, or select fewer rows");
    }
    return settings.defaultMaxrec() != 0 && rows > settings.defaultMaxrec()
        ? OptionalLong.of(rows)
        : OptionalLong.empty();
  }

  private static String selectAll(UserTable table) {
    // The name was checked when the table was made: it needs no delimiters.
    return "SELECT * FROM " + table.table().qualifiedName();
  }

  private void send(Map<String, String> parameters, Principal caller, HttpServletResponse response)
      throws IOException {
    response.setBufferSize(1 << 16);
    queries.run(
        new NewJob(QueryType.NAME, caller, null, parameters, null),
        UploadParts.NONE,
        format -> {
          response.setContentType(format.contentType());
          return response.getOutputStream();
        });
  }
}

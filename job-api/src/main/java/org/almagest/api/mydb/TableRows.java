package org.almagest.api.mydb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.NewJob;
import org.almagest.api.query.QueryType;
import org.almagest.api.query.SyncQueries;
import org.almagest.api.result.ResultFormat;
import org.almagest.api.upload.UploadParts;
import org.almagest.userdb.UserTable;
import org.springframework.stereotype.Component;

/** The rows of a user table: a query like any other, with the same limits. */
@Component
final class TableRows {
  private final SyncQueries queries;

  TableRows(SyncQueries queries) {
    this.queries = queries;
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
    send(Map.of("QUERY", selectAll(table), "RESPONSEFORMAT", known.mimeType()), caller, response);
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

package org.almagest.api.datalink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.NewJob;
import org.almagest.api.query.QueryType;
import org.almagest.api.query.SyncQueries;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.upload.UploadParts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows by a query of the caller's, within the limits of any other. */
@Component
final class RowReader {
  private final SyncQueries queries;
  private final JsonMapper json = JsonMapper.builder().build();

  RowReader(SyncQueries queries) {
    this.queries = queries;
  }

  /**
   * The rows that have the identifiers; where several have one, any of them.
   *
   * @param literals the identifiers as queries write them
   * @return values of {@link Relations#wanted}, by the identifier's text
   * @throws ServiceException if there are more rows than the service hands out
   */
  Map<String, Map<String, String>> read(
      Principal caller, Relations relations, List<String> literals) throws IOException {
    List<String> columns = relations.wanted();
    String adql = RowQuery.rows(relations.table(), columns, relations.id(), literals);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    queries.run(
        new NewJob(
            QueryType.NAME,
            caller,
            null,
            Map.of("QUERY", adql, "RESPONSEFORMAT", ResultFormat.JSON.mimeType()),
            null),
        UploadParts.NONE,
        format -> answer);
    JsonNode document = json.readTree(answer.toByteArray());
    if (document.get("overflow").booleanValue()) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "The identifiers are of too many rows: ask for fewer");
    }
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (JsonNode row : document.get("rows")) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int index = 0; index < columns.size(); index++) {
        if (!row.get(index).isNull()) {
          values.put(columns.get(index), row.get(index).asString());
        }
      }
      rows.putIfAbsent(row.get(0).asString(), values);
    }
    return rows;
  }
}

package org.almagest.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.almagest.adql.AdqlSyntax;
import org.almagest.adql.error.AdqlException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is wrong with a query, if anything.
 *
 * @param code null where nothing is wrong
 * @param line of the token to blame, from 1; 0 where there is none
 * @param column of the token to blame, from 1; 0 where there is none
 * @param message with what to write instead; null where nothing is wrong
 */
record QueryVerdict(
    boolean ok, @Nullable String code, int line, int column, @Nullable String message) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** By its text alone. */
  static QueryVerdict of(AdqlSyntax grammar, String text) {
    try {
      grammar.check(text);
      return new QueryVerdict(true, null, 0, 0, null);
    } catch (AdqlException e) {
      return new QueryVerdict(false, e.code().name(), e.line(), e.column(), e.advice());
    }
  }

  /** By a service, against its tables. */
  static QueryVerdict of(ServiceClient service, String text) {
    if (text.isBlank()) {
      return new QueryVerdict(false, "SYNTAX", 1, 1, "The query is empty");
    }
    String answer = service.text(service.post("/api/check", Map.of("QUERY", text)));
    try {
      return JSON.readValue(answer, QueryVerdict.class);
    } catch (JacksonException e) {
      throw new CommandFailure("The service does not check queries: is its version older?", e);
    }
  }

  String json(String file) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("file", file);
    object.put("ok", ok);
    object.put("code", code);
    object.put("line", line == 0 ? null : line);
    object.put("column", line == 0 ? null : column);
    object.put("message", message);
    return JSON.writeValueAsString(object);
  }

  /** As compilers write it, so that editors find the place. */
  String line(String file) {
    if (ok) {
      return file + ": ok";
    }
    String place = line == 0 ? "" : ":" + line + ":" + column;
    return file + place + ": " + code + ": " + message;
  }
}

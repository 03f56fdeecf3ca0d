package org.almagest.api.query;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.JobSettings;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.upload.UploadSource;
import org.almagest.engine.RoutePreference;
import org.almagest.userdb.ExistingTable;
import org.almagest.userdb.UserTableName;

/**
 * What the parameters of a job ask for (TAP 1.1, section 2.7). Besides those of TAP: {@code
 * DESTINATION=mydb.NAME} sends the result into a user table, {@code
 * DESTINATION_MODE=create|replace} says what happens if there is one of that name, {@code
 * ROUTE=auto|duckdb|spark} picks the back end.
 *
 * @param contentType of a result, as one is told who asked for the format by that name
 * @param maxRec rows of the result at most
 * @param ofEngine rows that the engine is asked for at most: those that the user says. What the
 *     service adds to that is cut from the stream, since an engine holds back the rows of a large
 *     limit until it knows them all
 */
record QueryParameters(
    String adql,
    ResultFormat format,
    String contentType,
    OptionalLong maxRec,
    OptionalLong ofEngine,
    RoutePreference route,
    Optional<UserTableName> destination,
    ExistingTable existing,
    List<UploadSource> uploads) {
  private static final List<String> LANGUAGES = List.of("adql", "adql-2.0", "adql-2.1");
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /**
   * Reads them; names are in upper case, unknown ones are ignored.
   *
   * @throws ServiceException naming the parameter that is wrong
   */
  static QueryParameters of(Map<String, String> parameters) {
    checkLanguage(parameters.getOrDefault("LANG", "ADQL"));
    String query = parameters.getOrDefault("QUERY", "");
    if (query.isBlank()) {
      throw bad("There is no QUERY: write QUERY=SELECT ...");
    }
    String format = parameters.get("RESPONSEFORMAT");
    if (format == null || format.isBlank()) {
      format = parameters.getOrDefault("FORMAT", "");
    }
    ResultFormat known = format.isBlank() ? ResultFormat.VOTABLE : ResultFormat.of(format);
    String destination = parameters.getOrDefault("DESTINATION", "");
    OptionalLong maxRec = maxRec(parameters.getOrDefault("MAXREC", ""));
    return new QueryParameters(
        query,
        known,
        known.contentType(format),
        maxRec,
        maxRec,
        route(parameters.getOrDefault("ROUTE", "")),
        destination.isBlank()
            ? Optional.empty()
            : Optional.of(UserTableName.ofQualified(destination)),
        existing(parameters.getOrDefault("DESTINATION_MODE", "")),
        UploadSource.parse(parameters.getOrDefault("UPLOAD", "")));
  }

  private static void checkLanguage(String language) {
    if (!LANGUAGES.contains(language.toLowerCase(Locale.ROOT))) {
      throw bad("LANG [" + language + "] is not spoken here: write ADQL, ADQL-2.0 or ADQL-2.1");
    }
  }

  private static OptionalLong maxRec(String text) {
    if (text.isBlank()) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0) {
        return OptionalLong.of(Math.min(value, Long.MAX_VALUE - 1));
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(Code.BAD_PARAMETER, maxRecMessage(text), notANumber);
    }
    throw bad(maxRecMessage(text));
  }

  private static String maxRecMessage(String text) {
    return "MAXREC must be a whole number >= 0, not [" + text + "]";
  }

  private static RoutePreference route(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return name.isEmpty()
        ? RoutePreference.AUTO
        : RoutePreference.named(name)
            .orElseThrow(() -> bad("ROUTE must be auto, duckdb or spark, not [" + text + "]"));
  }

  private static ExistingTable existing(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "create" -> ExistingTable.FAIL;
      case "replace" -> ExistingTable.REPLACE;
      default -> throw bad("DESTINATION_MODE must be create or replace, not [" + text + "]");
    };
  }

  private static ServiceException bad(String message) {
    return new ServiceException(Code.BAD_PARAMETER, message);
  }

  /**
   * The same, with no more rows than the service hands out. A table has no place to say that rows
   * were cut: a result that becomes one is whole, unless its user says MAXREC.
   */
  QueryParameters within(JobSettings settings) {
    long limit = maxRec.orElse(settings.defaultMaxrec() == 0 ? NO_LIMIT : settings.defaultMaxrec());
    if (settings.hardMaxrec() != 0) {
      limit = Math.min(limit, settings.hardMaxrec());
    }
    if (destination.isPresent() || limit == NO_LIMIT) {
      return this;
    }
    OptionalLong rows = OptionalLong.of(limit);
    return new QueryParameters(
        adql,
        format,
        contentType,
        rows,
        ofEngine.isPresent() ? rows : ofEngine,
        route,
        destination,
        existing,
        uploads);
  }

  /** What to ask the engine for, to see whether rows are cut. */
  OptionalLong rowsToAsk() {
    return ofEngine.isPresent() ? OptionalLong.of(ofEngine.getAsLong() + 1) : ofEngine;
  }

  /** Whether only the columns are wanted. */
  boolean metadataOnly() {
    return maxRec.isPresent() && maxRec.getAsLong() == 0;
  }
}

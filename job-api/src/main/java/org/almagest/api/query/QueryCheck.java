package org.almagest.api.query;

import java.util.Map;
import org.almagest.adql.error.AdqlException;
import org.almagest.api.identity.Principal;
import org.almagest.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** Judges queries against the tables that their user may see. */
public final class QueryCheck {
  private final QueryStarter queries;

  QueryCheck(QueryStarter queries) {
    this.queries = queries;
  }

  /**
   * What is wrong with a query.
   *
   * @param code stable; null where nothing is wrong
   * @param line of the token to blame, from 1; 0 where there is none
   * @param column of the token to blame, from 1; 0 where there is none
   * @param message with what to write instead; null where nothing is wrong
   */
  public record Verdict(
      boolean ok, @Nullable String code, int line, int column, @Nullable String message) {}

  /**
   * The verdict on the query of a job of these parameters.
   *
   * @throws RuntimeException if it fails for another reason than the query
   */
  public Verdict of(Principal principal, Map<String, String> parameters) {
    try {
      queries.plan(principal, QueryParameters.of(parameters));
      return new Verdict(true, null, 0, 0, null);
    } catch (AdqlException e) {
      return new Verdict(false, e.code().name(), e.line(), e.column(), e.advice());
    } catch (EngineException e) {
      if (e.code() != EngineException.Code.NO_BACKEND) {
        throw e;
      }
      return new Verdict(false, e.code().name(), 0, 0, e.getMessage());
    }
  }
}

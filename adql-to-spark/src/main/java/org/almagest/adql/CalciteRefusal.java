package org.almagest.adql;

import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.runtime.CalciteContextException;

/**
 * What Calcite says of a query that it does not plan, behind its validator. Such is the query's
 * fault; any other failure is ours.
 */
final class CalciteRefusal {

  private CalciteRefusal() {}

  /**
   * The refusal, at its place where Calcite knows it.
   *
   * @param failure of Calcite; an {@link UnsupportedOperationException} that says nothing is not
   *     one, but a list that cannot be changed, and is thrown again
   */
  static AdqlException of(RuntimeException failure) {
    if (failure instanceof UnsupportedOperationException && failure.getMessage() == null) {
      throw failure;
    }
    boolean placed = failure instanceof CalciteContextException;
    AdqlException refusal =
        new AdqlException(
            AdqlErrorCode.UNSUPPORTED,
            placed ? ((CalciteContextException) failure).getPosLine() : 0,
            placed ? ((CalciteContextException) failure).getPosColumn() : 0,
            "The query cannot be planned here",
            null);
    refusal.initCause(failure);
    return refusal;
  }
}

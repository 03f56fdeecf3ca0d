package org.almagest.api.error;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import org.almagest.backend.BackendException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells the failures that the service's own database causes by being away from those of a request
 * or a job: what was asked may succeed once the database is back.
 */
public final class DatabaseOutage {
  /** Connection lost, server going down or starting, resources, deadlock (PostgreSQL, app. A). */
  private static final List<String> STATES = List.of("08", "57P", "53", "40");

  private DatabaseOutage() {}

  /** Whether an outage is the failure or one of its causes. */
  public static boolean causes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // An engine may use a database of its own, which is not the service's.
      if (cause instanceof BackendException) {
        return false;
      }
      if (isOutage(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(Throwable cause) {
    if (cause instanceof SQLException sql) {
      String state = sql.getSQLState();
      return cause instanceof SQLTransientException
          || cause instanceof SQLRecoverableException
          || (state != null && STATES.stream().anyMatch(state::startsWith));
    }
    return cause instanceof DataAccessResourceFailureException
        || cause instanceof TransientDataAccessException
        || cause instanceof RecoverableDataAccessException
        || cause instanceof CannotCreateTransactionException
        || cause instanceof TransactionSystemException;
  }
}

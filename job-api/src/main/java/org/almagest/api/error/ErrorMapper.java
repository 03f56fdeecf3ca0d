package org.almagest.api.error;

import org.almagest.adql.error.AdqlException;
import org.almagest.api.error.Fault.Persistence;
import org.almagest.backend.BackendException;
import org.almagest.engine.EngineException;
import org.almagest.userdb.UserTableException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The one place that knows what each module's failure means to a user. */
public final class ErrorMapper {
  private static final Logger LOG = LogManager.getLogger(ErrorMapper.class);

  private ErrorMapper() {}

  /** What the user is told. A failure that only the operator can act on is logged. */
  public static Fault map(Exception failure) {
    if (failure instanceof AdqlException adql) {
      return new Fault(status(adql), adql.code().name(), adql.describe(), Persistence.FATAL);
    }
    if (failure instanceof EngineException engine) {
      return map(engine);
    }
    if (failure instanceof BackendException backend) {
      return map(backend);
    }
    if (failure instanceof ServiceException service) {
      return map(service);
    }
    if (DatabaseOutage.causes(failure)) {
      LOG.warn("The database cannot be used", failure);
      return new Fault(
          503,
          "UNAVAILABLE",
          "The database of the service cannot be used for the moment: try again in a few seconds",
          Persistence.TRANSIENT);
    }
    if (failure instanceof UserTableException table) {
      return map(table);
    }
    if (DiskFull.causes(failure)) {
      LOG.error("The disk is full", failure);
      return new Fault(507, "DISK_FULL", "No space is left for the result", Persistence.TRANSIENT);
    }
    LOG.error("A request failed for no reason that its user could act on", failure);
    return new Fault(
        500,
        "INTERNAL",
        "The service failed: the operator finds the reason in its log",
        Persistence.FATAL);
  }

  private static int status(AdqlException failure) {
    return switch (failure.code()) {
      case SYNTAX,
          UNKNOWN_TABLE,
          UNKNOWN_COLUMN,
          AMBIGUOUS_COLUMN,
          UNKNOWN_FUNCTION,
          TYPE_MISMATCH,
          OUT_OF_RANGE,
          UNSUPPORTED,
          INVALID,
          TOO_COMPLEX ->
          400;
    };
  }

  private static Fault map(EngineException failure) {
    return switch (failure.code()) {
      case NO_BACKEND -> fault(400, failure.code(), failure, Persistence.FATAL);
      case TABLE_DAMAGED -> logged(fault(500, failure.code(), failure, Persistence.FATAL), failure);
      case TABLE_SILENT ->
          logged(fault(503, failure.code(), failure, Persistence.TRANSIENT), failure);
    };
  }

  private static Fault map(BackendException failure) {
    return switch (failure.code()) {
      case QUERY_FAILED -> fault(400, failure.code(), failure, Persistence.FATAL);
      case DISK_FULL -> logged(fault(507, failure.code(), failure, Persistence.TRANSIENT), failure);
      case OUT_OF_MEMORY, CANCELLED -> fault(503, failure.code(), failure, Persistence.TRANSIENT);
      case ENGINE_FAILED -> logged(fault(500, failure.code(), failure, Persistence.FATAL), failure);
    };
  }

  private static Fault map(ServiceException failure) {
    return switch (failure.code()) {
      case BAD_PARAMETER -> fault(400, failure.code(), failure, Persistence.FATAL);
      case TOO_LARGE -> fault(413, failure.code(), failure, Persistence.FATAL);
      case NOT_FOUND -> fault(404, failure.code(), failure, Persistence.FATAL);
      case FORBIDDEN, WRONG_PHASE -> fault(403, failure.code(), failure, Persistence.FATAL);
      case TABLE_EXISTS -> fault(409, failure.code(), failure, Persistence.FATAL);
      case BUSY, ABORTED, OUT_OF_MEMORY ->
          fault(503, failure.code(), failure, Persistence.TRANSIENT);
      case TIME_LIMIT -> fault(408, failure.code(), failure, Persistence.FATAL);
      case GIVEN_UP -> fault(500, failure.code(), failure, Persistence.TRANSIENT);
      case DISK_FULL -> logged(fault(507, failure.code(), failure, Persistence.TRANSIENT), failure);
    };
  }

  private static Fault map(UserTableException failure) {
    return switch (failure.code()) {
      case BAD_NAME -> fault(400, failure.code(), failure, Persistence.FATAL);
      case NOT_FOUND -> fault(404, failure.code(), failure, Persistence.FATAL);
      case EXISTS -> fault(409, failure.code(), failure, Persistence.FATAL);
      case STORE_FAILED ->
          logged(fault(500, failure.code(), failure, Persistence.TRANSIENT), failure);
    };
  }

  private static Fault fault(int status, Enum<?> code, Exception failure, Persistence persistence) {
    String message = String.valueOf(failure.getMessage());
    String told = isOurs(failure) ? message : ServerPaths.hidden(message);
    if (!told.equals(message)) {
      LOG.warn("A user is not told where files lie in [{}]", message);
    }
    return new Fault(status, code.name(), told, persistence);
  }

  /** What has no cause was written for the user here, and may tell of what the user wrote. */
  private static boolean isOurs(Exception failure) {
    return failure instanceof ServiceException && failure.getCause() == null;
  }

  private static Fault logged(Fault fault, Exception failure) {
    LOG.error("{}", failure.getMessage(), failure);
    return fault;
  }
}

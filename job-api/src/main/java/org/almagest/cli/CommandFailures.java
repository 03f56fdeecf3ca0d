package org.almagest.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.almagest.adql.error.AdqlException;
import org.almagest.api.database.DatabaseException;
import org.almagest.backend.BackendException;
import org.almagest.engine.EngineException;
import org.almagest.ingest.error.IngestException;
import org.almagest.register.RegisterException;

/** Failures as a person at a terminal reads them. */
final class CommandFailures {

  private CommandFailures() {}

  /** One or more lines that say what failed and what to do. */
  static String describe(Exception failure) {
    if (failure instanceof AdqlException adql) {
      return adql.describe();
    }
    if (failure instanceof NoSuchFileException missing) {
      return "There is no file " + missing.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "No permission for " + denied.getFile();
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + file.getReason();
    }
    String message = failure.getMessage();
    return isExplained(failure) && message != null
        ? message
        : failure.getClass().getSimpleName() + ": " + message;
  }

  /** 2 for wrong use, else 1. */
  static int exitCode(Exception failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    boolean wrongUse =
        (failure instanceof IngestException ingest
                && ingest.code() == IngestException.Code.WRONG_REQUEST)
            || (failure instanceof RegisterException register
                && register.code() == RegisterException.Code.WRONG_REQUEST);
    return wrongUse ? Almagest.WRONG_USE : Almagest.FAILED;
  }

  /** Whether the failure's message was written for the user. */
  static boolean isExplained(Exception failure) {
    return failure instanceof CommandFailure
        || failure instanceof AdqlException
        || failure instanceof EngineException
        || failure instanceof BackendException
        || failure instanceof IngestException
        || failure instanceof RegisterException
        || failure instanceof DatabaseException
        || failure instanceof FileSystemException;
  }
}

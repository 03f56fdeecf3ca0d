package org.almagest.cli;

import org.jspecify.annotations.Nullable;

/** A command that failed for a reason that its message explains. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandFailure(String message) {
    this(Almagest.FAILED, message, null);
  }

  CommandFailure(String message, Throwable cause) {
    this(Almagest.FAILED, message, cause);
  }

  private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command was used wrongly. */
  static CommandFailure wrongUse(String message, Throwable cause) {
    return new CommandFailure(Almagest.WRONG_USE, message, cause);
  }

  /** The command was used wrongly. */
  static CommandFailure wrongUse(String message) {
    return new CommandFailure(Almagest.WRONG_USE, message, null);
  }

  /** What the process ends with. */
  int exitCode() {
    return exitCode;
  }
}

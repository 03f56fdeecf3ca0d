package org.almagest.api.error;

/**
 * A request or a job that the service itself turns down or gives up; the message is for its user.
 */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Code {
    /** A parameter of the request is wrong. */
    BAD_PARAMETER,
    /** What was sent along is larger than a limit. */
    TOO_LARGE,
    /** No such job, result or table. */
    NOT_FOUND,
    /** The job, result or table belongs to someone else. */
    FORBIDDEN,
    /** The job's phase does not allow it. */
    WRONG_PHASE,
    /** A table of that name exists. */
    TABLE_EXISTS,
    /** Too many requests at once. */
    BUSY,
    /** The time that the job may take is over. */
    TIME_LIMIT,
    /** The user aborted the job, or went away. */
    ABORTED,
    /** The job failed as often as it may be tried. */
    GIVEN_UP,
    /** No space is left for the result. */
    DISK_FULL,
    /** No memory is left. */
    OUT_OF_MEMORY
  }

  private final Code code;

  /** A failure without a cause of its own. */
  public ServiceException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with its cause. */
  public ServiceException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}

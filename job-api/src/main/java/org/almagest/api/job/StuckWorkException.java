package org.almagest.api.job;

/** A work was told to stop, did not, and goes on without anybody who waits for it. */
public final class StuckWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StuckWorkException(String job) {
    super("The work of job [" + job + "] does not heed that it was stopped");
  }
}

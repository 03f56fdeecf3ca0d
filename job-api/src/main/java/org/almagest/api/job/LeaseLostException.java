package org.almagest.api.job;

/** The job belongs to another worker by now, or was aborted or deleted: what was done is void. */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(Lease lease) {
    super("Job [" + lease.job().id() + "] is no longer this worker's");
  }
}

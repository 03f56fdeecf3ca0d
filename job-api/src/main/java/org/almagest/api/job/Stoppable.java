package org.almagest.api.job;

/** Work that goes on while an attempt waits for it; both methods may be called by any thread. */
public interface Stoppable {

  /**
   * Stops it within two seconds. It is called again each second until the attempt has ended, since
   * work that is just about to begin may miss it.
   */
  void cancel();

  /** How far it has come; rows are counted by {@link Attempt#counting}. */
  default JobProgress progress() {
    return JobProgress.NONE;
  }
}

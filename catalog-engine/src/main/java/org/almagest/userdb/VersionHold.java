package org.almagest.userdb;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps the files of versions of tables, whatever becomes of those, until it is closed. */
public final class VersionHold implements AutoCloseable {
  private final VersionHolds holds;
  private final Set<String> folders;
  private final AtomicBoolean closed = new AtomicBoolean();

  VersionHold(VersionHolds holds, Set<String> folders) {
    this.holds = holds;
    this.folders = Set.copyOf(folders);
  }

  /** Lets them go. Asks nobody and fails never. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      holds.letGo(folders);
    }
  }
}

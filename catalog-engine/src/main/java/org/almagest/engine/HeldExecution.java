package org.almagest.engine;

import java.nio.file.Path;
import org.almagest.backend.Execution;
import org.almagest.backend.Progress;
import org.almagest.backend.RowStream;

/** An execution that reads tables that were made for it: they stay until it is closed. */
record HeldExecution(Execution reading, MadeTables.Hold hold) implements Execution {

  @Override
  public RowStream rows() {
    return reading.rows();
  }

  @Override
  public Written write(Path folder) {
    return reading.write(folder);
  }

  @Override
  public Progress progress() {
    return reading.progress();
  }

  @Override
  public void cancel() {
    reading.cancel();
  }

  @Override
  public void close() {
    try (hold) {
      reading.close();
    }
  }
}

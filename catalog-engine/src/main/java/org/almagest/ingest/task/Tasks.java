package org.almagest.ingest.task;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Runs the parts of a step side by side. */
public interface Tasks extends AutoCloseable {

  /** What is done with one part; it may run in another process. */
  @FunctionalInterface
  interface Task<T, R> extends Serializable {
    R run(T part) throws IOException;
  }

  /** A step begins: what is run from now on belongs to it. */
  void begin(IngestListener.Step step);

  /** How many parts run at once in one process. */
  int atOnce();

  /**
   * Runs a task for each part, and returns their results in the order of the parts. When one fails,
   * none runs any more when this returns.
   */
  <T extends Serializable, R extends Serializable> List<R> run(List<T> parts, Task<T, R> task)
      throws IOException, InterruptedException;

  @Override
  void close();
}

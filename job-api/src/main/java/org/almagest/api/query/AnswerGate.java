package org.almagest.api.query;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a query writes to its caller, until the caller is answered otherwise: a query that was left
 * behind must not write into the answer to somebody else.
 */
final class AnswerGate {
  private final Object lock = new Object();
  private volatile boolean writing;
  private volatile boolean broken;
  private boolean shut;

  /** Does something to the answer. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /** Whether the query waits for the caller to take what it wrote. */
  boolean isWriting() {
    return writing;
  }

  /** Whether it is the caller who is gone, and not a file of ours that failed. */
  boolean isBroken() {
    return broken;
  }

  <T> T pass(Action<T> action) throws IOException {
    synchronized (lock) {
      if (shut) {
        broken = true;
        throw new IOException("The caller was answered otherwise");
      }
      writing = true;
      try {
        return action.run();
      } catch (IOException failure) {
        broken = true;
        throw failure;
      } finally {
        writing = false;
      }
    }
  }

  /** From now on the query writes nothing more. */
  void shut() {
    synchronized (lock) {
      shut = true;
    }
  }

  OutputStream guarding(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        pass(
            () -> {
              out.write(bytes, offset, length);
              return true;
            });
      }

      @Override
      public void flush() throws IOException {
        pass(
            () -> {
              out.flush();
              return true;
            });
      }
    };
  }
}

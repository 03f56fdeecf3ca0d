package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows in batches, several at once, and writes them in their order. So many batches are in
 * memory as there are threads, and a few more.
 */
final class OrderedRows implements AutoCloseable {
  private static final int MOST_ROWS = 2048;

  /** Of a batch: there may be a thousand columns. */
  private static final int MOST_VALUES = 1 << 17;

  /** Of a batch, in its texts. */
  private static final int MOST_CHARACTERS = 1 << 22;

  private final LimitedRows rows;
  private final RowEncoder encoder;
  private final OutputStream out;
  private final Queue<Future<Bytes>> pending = new ArrayDeque<>();
  private final EncodingThreads threads;
  private int bytesOfBatch = 1 << 14;

  private OrderedRows(
      LimitedRows rows, RowEncoder encoder, EncodingThreads threads, OutputStream out) {
    this.rows = rows;
    this.encoder = encoder;
    this.threads = threads;
    this.out = out;
  }

  /**
   * Writes all rows.
   *
   * @return why the rows ended early, if they did; those that came before are written
   */
  static Optional<RuntimeException> write(
      LimitedRows rows, RowEncoder encoder, EncodingThreads threads, OutputStream out)
      throws IOException {
    try (OrderedRows all = new OrderedRows(rows, encoder, threads, out)) {
      return all.write();
    }
  }

  private Optional<RuntimeException> write() throws IOException {
    while (true) {
      Batch batch = new Batch(rows.columns().size());
      Optional<RuntimeException> failure = batch.fill(rows);
      boolean last = batch.last;
      if (last && pending.isEmpty()) {
        batch.encode(encoder, bytesOfBatch).writeTo(out);
      } else {
        submit(batch);
      }
      if (last) {
        while (!pending.isEmpty()) {
          writeOldest();
        }
        return failure;
      }
      while (pending.size() > threads.count() + 2) {
        writeOldest();
      }
    }
  }

  private void submit(Batch batch) {
    int capacity = bytesOfBatch;
    pending.add(threads.submit(() -> batch.encode(encoder, capacity)));
  }

  private void writeOldest() throws IOException {
    try {
      Bytes bytes = pending.remove().get();
      bytesOfBatch = Math.max(bytesOfBatch, bytes.size() + bytes.size() / 8);
      bytes.writeTo(out);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("Encoding was stopped", stopping);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public void close() {
    pending.forEach(batch -> batch.cancel(true));
  }

  private static final class Batch {
    private final @Nullable Object[][] values;
    private final int columns;
    private int count;
    private boolean last;

    Batch(int columns) {
      this.columns = columns;
      int rows = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns)));
      this.values = new Object[rows][];
    }

    /** Takes rows until it is full, or there are no more: then it is the last one. */
    Optional<RuntimeException> fill(LimitedRows rows) {
      long characters = 0;
      try {
        while (count < values.length && characters < MOST_CHARACTERS) {
          if (!rows.advance()) {
            last = true;
            return Optional.empty();
          }
          @Nullable Object[] row = new Object[columns];
          for (int column = 0; column < columns; column++) {
            Object value = rows.value(column);
            row[column] = value;
            characters += value instanceof String text ? text.length() : 0;
          }
          values[count++] = row;
        }
        return Optional.empty();
      } catch (RuntimeException failure) {
        last = true;
        return Optional.of(failure);
      }
    }

    Bytes encode(RowEncoder encoder, int capacity) {
      Bytes bytes = new Bytes(capacity);
      for (int row = 0; row < count; row++) {
        encoder.encode(values[row], bytes);
      }
      return bytes;
    }
  }
}

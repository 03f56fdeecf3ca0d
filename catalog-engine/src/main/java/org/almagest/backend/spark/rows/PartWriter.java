package org.almagest.backend.spark.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.Row;

/**
 * What a task does with its partition: writes it into files that have their names once they are
 * complete. A row is {@link #ROW}, a bit for each value that is not null, and those values.
 */
final class PartWriter implements VoidFunction<Iterator<Row>> {
  private static final long serialVersionUID = 1L;

  /** A row follows. */
  static final int ROW = 1;

  /** The partition goes on in its next file. */
  static final int CONTINUED = 2;

  /** The partition has no further row. */
  static final int LAST = 3;

  private static final long FIRST_BYTES = 1 << 16;
  private static final long MOST_BYTES = 1 << 23;

  private final String folder;
  private final ValueForm[] forms;
  private final long mostRows;
  private final Handover handover;

  /**
   * @param folder is there on every machine
   * @param mostRows so many rows of each partition are enough
   */
  PartWriter(String folder, List<ValueForm> forms, long mostRows, Handover handover) {
    this.folder = folder;
    this.forms = forms.toArray(ValueForm[]::new);
    this.mostRows = mostRows;
    this.handover = handover;
  }

  static String name(int partition, int file) {
    return String.format(Locale.ROOT, "%d-%d.rows", partition, file);
  }

  @Override
  public void call(Iterator<Row> rows) throws IOException {
    TaskContext task = TaskContext.get();
    Path place = Path.of(folder);
    if (!Files.isDirectory(place) && !task.isInterrupted()) {
      throw new IOException(
          "The folder [%s] is not there for a task of Spark: mount the data directory on each machine of the cluster, at the same path"
              .formatted(folder));
    }
    Path partial = place.resolve("task-" + task.taskAttemptId());
    long left = mostRows;
    long most = handover == Handover.WHEN_COMPLETE ? Long.MAX_VALUE : FIRST_BYTES;
    try {
      boolean more = true;
      for (int file = 0; more; file++) {
        try (PartOutput out = PartOutput.create(partial)) {
          more = left > 0 && rows.hasNext();
          while (more && out.bytes() < most) {
            if (task.isInterrupted()) {
              throw new CancellationException("The task was cancelled");
            }
            write(rows.next(), out);
            left--;
            more = left > 0 && rows.hasNext();
          }
          out.putByte(more ? CONTINUED : LAST);
        }
        Files.move(
            partial, place.resolve(name(task.partitionId(), file)), StandardCopyOption.ATOMIC_MOVE);
        most = Math.max(most, Math.min(MOST_BYTES, 4 * most));
      }
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void write(Row row, PartOutput out) throws IOException {
    out.putByte(ROW);
    for (int first = 0; first < forms.length; first += Byte.SIZE) {
      int present = 0;
      for (int column = first; column < Math.min(forms.length, first + Byte.SIZE); column++) {
        if (!row.isNullAt(column)) {
          present |= 1 << (column - first);
        }
      }
      out.putByte(present);
      for (int column = first; column < Math.min(forms.length, first + Byte.SIZE); column++) {
        if ((present & 1 << (column - first)) != 0) {
          forms[column].write(row.get(column), out);
        }
      }
    }
  }
}

package org.almagest.backend.spark.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.almagest.files.FileTree;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data set in its order, which its tasks write into a folder while they are read from
 * there: neither side holds more than a buffer of them, and no task waits for the reader.
 */
public final class RowParts implements AutoCloseable {
  private static final long MILLIS_BETWEEN_LOOKS = 5;

  /** A file system of a network may show a new file only when what it remembers is old. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path folder;
  private final List<ValueForm> forms;
  private final int partitions;
  private final JavaFutureAction<Void> job;
  private final Runnable check;
  private final @Nullable Object[] row;
  private long left;
  private int partition;
  private int file;
  private @Nullable PartInput input;

  private RowParts(
      Path folder,
      List<ValueForm> forms,
      int partitions,
      long mostRows,
      JavaFutureAction<Void> job,
      Runnable check) {
    this.folder = folder;
    this.forms = forms;
    this.partitions = partitions;
    this.left = mostRows;
    this.job = job;
    this.check = check;
    this.row = new @Nullable Object[forms.size()];
  }

  /**
   * Starts the job that writes the rows, in the calling thread's job group.
   *
   * @param scratch a folder that the tasks see too
   * @param mostRows so many rows are enough
   * @param check throws if the reader shall wait no longer
   */
  public static RowParts start(Dataset<Row> data, Path scratch, long mostRows, Runnable check)
      throws IOException {
    Path folder = scratch.toAbsolutePath().resolve("rows-" + UUID.randomUUID());
    List<ValueForm> forms = ValueForm.of(data.schema());
    check.run();
    JavaRDD<Row> rows = data.toJavaRDD();
    check.run();
    int partitions = rows.getNumPartitions();
    Handover handover = handover(JavaSparkContext.fromSparkContext(rows.context()));
    Files.createDirectories(folder);
    return new RowParts(
        folder,
        forms,
        partitions,
        mostRows,
        rows.foreachPartitionAsync(new PartWriter(folder.toString(), forms, mostRows, handover)),
        check);
  }

  /** In this process a task has one attempt, unless the address says otherwise: local[2,4]. */
  private static Handover handover(JavaSparkContext context) {
    return context.isLocal() && !context.master().contains(",")
        ? Handover.AT_ONCE
        : Handover.WHEN_COMPLETE;
  }

  /**
   * Moves to the next row.
   *
   * @return false after the last one
   */
  public boolean advance() throws IOException, ExecutionException, InterruptedException {
    while (left > 0 && partition < partitions) {
      PartInput in = input;
      if (in == null) {
        in = open();
        input = in;
      }
      switch (in.takeByte()) {
        case PartWriter.ROW -> {
          read(in);
          left--;
          return true;
        }
        case PartWriter.CONTINUED -> {
          discard();
          file++;
        }
        default -> {
          discard();
          file = 0;
          partition++;
        }
      }
    }
    return false;
  }

  /** A value of the current row. */
  public @Nullable Object value(int column) {
    return row[column];
  }

  private void read(PartInput in) throws IOException {
    int present = 0;
    for (int column = 0; column < row.length; column++) {
      int bit = column % Byte.SIZE;
      if (bit == 0) {
        present = in.takeByte();
      }
      row[column] = (present & 1 << bit) == 0 ? null : forms.get(column).read(in);
    }
  }

  private Path next() {
    return folder.resolve(PartWriter.name(partition, file));
  }

  private PartInput open() throws IOException, ExecutionException, InterruptedException {
    Path path = next();
    while (!Files.exists(path)) {
      check.run();
      if (isJobDone()) {
        awaitSight(path);
      }
    }
    return PartInput.open(path);
  }

  private boolean isJobDone() throws ExecutionException, InterruptedException {
    try {
      job.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private void awaitSight(Path path) throws IOException {
    long start = System.nanoTime();
    while (!Files.exists(path)) {
      check.run();
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IOException("Spark has written all rows, but there is no [" + path + "]");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_LOOKS));
    }
  }

  private void discard() throws IOException {
    PartInput in = input;
    if (in != null) {
      input = null;
      in.close();
      Files.deleteIfExists(next());
    }
  }

  /** Stops the job if it still runs, and removes what it wrote. */
  @Override
  public void close() throws IOException {
    job.cancel(true);
    PartInput in = input;
    input = null;
    if (in != null) {
      in.close();
    }
    if (Files.exists(folder)) {
      // A task that is about to end finds its place gone, and cannot put a file back into it.
      Path gone = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-gone"));
      FileTree.delete(gone);
    }
  }
}

package org.almagest.backend.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.backend.BackendException;
import org.almagest.backend.Execution;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.Progress;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.backend.spark.rows.RowParts;
import org.almagest.files.FileTree;
import org.almagest.spark.program.SparkProgram;
import org.almagest.spark.runtime.ProgramRunner;
import org.apache.logging.log4j.ThreadContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One program in a Spark session of its own, whose jobs form one group. */
final class SparkExecution implements Execution {
  private static final Executor BETWEEN_JOBS =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final SparkSession session;
  private final JavaSparkContext context;
  private final Programs programs;
  private final Path scratch;
  private final List<ResultColumn> columns;
  private final String group = "almagest-" + UUID.randomUUID();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean running = new AtomicBoolean();
  private final Cancellation cancellation;

  /**
   * What to run.
   *
   * @param whole for who takes all rows
   * @param streamed for who takes the first rows one by one
   * @param mostRows how many those are
   */
  record Programs(SparkProgram whole, SparkProgram streamed, long mostRows) {}

  /**
   * @param scratch a folder that each machine of the cluster has
   */
  SparkExecution(SparkSession spark, Programs programs, List<ResultColumn> columns, Path scratch) {
    this.session = spark.newSession();
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.programs = programs;
    this.scratch = scratch;
    this.columns = columns;
    this.cancellation =
        new Cancellation(() -> context.cancelJobGroup(group), running::get, BETWEEN_JOBS);
  }

  @Override
  public RowStream rows() {
    return run(
        programs.streamed(),
        data -> {
          RowParts rows =
              RowParts.start(data, scratch, programs.mostRows(), this::checkNotCancelled);
          return new SparkRows(columns, rows, this::checkNotCancelled, this::endGroup);
        });
  }

  @Override
  public Written write(Path folder) {
    try {
      return run(
          programs.whole(),
          data -> {
            // By columns: Spark's own writer would take longer than most queries.
            data.write()
                .format("columnar-parquet")
                .option("compression", "zstd")
                .mode("append")
                .save(folder.toString());
            endGroup();
            return ParquetFolder.measure(folder);
          });
    } catch (BackendException e) {
      discard(folder);
      throw e;
    }
  }

  /** What is done with the rows of a program. */
  private interface Action<T> {
    T apply(Dataset<Row> data) throws IOException;
  }

  private <T> T run(SparkProgram program, Action<T> action) {
    context.setJobGroup(group, description(), true);
    running.set(true);
    try {
      checkNotCancelled();
      return action.apply(new ProgramRunner(session).run(program));
    } catch (BackendException e) {
      endGroup();
      throw e;
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      endGroup();
      throw SparkErrors.translate(e);
    }
  }

  /** Names what the thread's log lines name, so that Spark's pages and logs lead to the job. */
  private static String description() {
    StringBuilder text = new StringBuilder("Almagest query");
    for (String name : List.of("job", "user", "request")) {
      String value = ThreadContext.get(name);
      if (value != null) {
        text.append(' ').append(name).append('=').append(value);
      }
    }
    return text.toString();
  }

  private void checkNotCancelled() {
    if (cancelled.get()) {
      throw new BackendException(BackendException.Code.CANCELLED, "The query was cancelled");
    }
  }

  private void endGroup() {
    running.set(false);
    context.clearJobGroup();
  }

  private static void discard(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Progress progress() {
    long done = 0;
    long all = 0;
    for (int job : context.statusTracker().getJobIdsForGroup(group)) {
      SparkJobInfo info = context.statusTracker().getJobInfo(job);
      if (info == null) {
        continue;
      }
      for (int stageId : info.stageIds()) {
        SparkStageInfo stage = context.statusTracker().getStageInfo(stageId);
        if (stage != null) {
          done += stage.numCompletedTasks();
          all += stage.numTasks();
        }
      }
    }
    return new Progress(done, all);
  }

  @Override
  public void cancel() {
    cancelled.set(true);
    cancellation.request();
  }

  @Override
  public void close() {
    cancelled.set(true);
    running.set(false);
    context.cancelJobGroup(group);
  }
}

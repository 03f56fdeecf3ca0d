package org.almagest.ingest.task;

import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/** Tells a listener how many tasks of the current step are done, twice a second. */
final class StepProgress implements AutoCloseable {

  private final JavaSparkContext context;
  private final IngestListener listener;
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> ticking;
  private final String id = "ingest-" + UUID.randomUUID();
  private volatile IngestListener.Step step = IngestListener.Step.INSPECTING;

  StepProgress(JavaSparkContext context, IngestListener listener) {
    this.context = context;
    this.listener = listener;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ingest-progress");
              thread.setDaemon(true);
              return thread;
            });
    this.ticking = clock.scheduleWithFixedDelay(this::tell, 500, 500, TimeUnit.MILLISECONDS);
  }

  /** A step begins: what Spark does from now on belongs to it. */
  void begin(IngestListener.Step next) {
    step = next;
    context.setJobGroup(group(next), "ingest: " + next, true);
    listener.progress(next, 0, 0);
  }

  private String group(IngestListener.Step of) {
    return id + "-" + of;
  }

  private void tell() {
    IngestListener.Step current = step;
    JavaSparkStatusTracker tracker = context.statusTracker();
    long total = 0;
    long done = 0;
    for (int job : tracker.getJobIdsForGroup(group(current))) {
      var info = tracker.getJobInfo(job);
      if (info == null) {
        continue;
      }
      for (int stageId : info.stageIds()) {
        SparkStageInfo stage = tracker.getStageInfo(stageId);
        if (stage != null) {
          total += stage.numTasks();
          done += stage.numCompletedTasks();
        }
      }
    }
    listener.progress(current, done, total);
  }

  @Override
  public void close() {
    ticking.cancel(false);
    clock.shutdownNow();
    context.clearJobGroup();
  }
}

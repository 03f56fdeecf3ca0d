package org.almagest.ingest.task;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs parts as Spark jobs, for a cluster whose machines share the data directory. */
public final class SparkTasks implements Tasks {

  private final JavaSparkContext context;
  private final StepProgress progress;

  public SparkTasks(JavaSparkContext context, IngestListener listener) {
    this.context = context;
    this.progress = new StepProgress(context, listener);
  }

  @Override
  public void begin(IngestListener.Step step) {
    progress.begin(step);
  }

  @Override
  public int atOnce() {
    return Math.max(1, context.getConf().getInt("spark.executor.cores", 1));
  }

  @Override
  public <T extends Serializable, R extends Serializable> List<R> run(
      List<T> parts, Task<T, R> task) {
    return parts.isEmpty()
        ? List.of()
        : context.parallelize(parts, parts.size()).map(task::run).collect();
  }

  @Override
  public void close() {
    progress.close();
  }
}

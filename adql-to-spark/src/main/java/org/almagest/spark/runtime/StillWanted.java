package org.almagest.spark.runtime;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * {@code almagest_still_wanted(column)}: true, unless the task that asks was cancelled; it fails
 * then. The column only makes Spark ask for each row.
 */
final class StillWanted implements UDF1<Object, Boolean> {
  private static final long serialVersionUID = 1L;

  static void register(SparkSession session) {
    session
        .udf()
        .register("almagest_still_wanted", (UDF1<?, ?>) new StillWanted(), DataTypes.BooleanType);
  }

  @Override
  public Boolean call(@Nullable Object column) {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("cancelled");
    }
    return true;
  }
}

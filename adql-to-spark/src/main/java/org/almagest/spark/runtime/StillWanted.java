package org.almagest.spark.runtime;

import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * {@code almagest_still_wanted(left, right)}: true, unless the task that asks was cancelled; it
 * fails then. The arguments only say how often to ask.
 */
final class StillWanted implements UDF2<Object, Object, Boolean> {
  private static final long serialVersionUID = 1L;

  /** A power of two; so many pairs take some milliseconds. */
  private static final int PAIRS_A_LOOK = 1 << 14;

  private int pairs;

  static void register(SparkSession session) {
    session
        .udf()
        .register(
            "almagest_still_wanted", (UDF2<?, ?, ?>) new StillWanted(), DataTypes.BooleanType);
  }

  @Override
  public Boolean call(@Nullable Object left, @Nullable Object right) {
    pairs++;
    if ((pairs & (PAIRS_A_LOOK - 1)) == 0) {
      TaskContext task = TaskContext.get();
      if (task != null && task.isInterrupted()) {
        throw new TaskKilledException("cancelled");
      }
    }
    return true;
  }
}

package org.almagest.spark.runtime;

import org.almagest.function.EngineFunction;
import org.almagest.function.EngineFunctions;
import org.almagest.function.ValueType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF8;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * A function of {@link EngineFunctions} as one of Spark. What is sent to an executor is its name;
 * it is looked up there, once for each task.
 */
final class SparkFunction
    implements UDF1<Object, Object>,
        UDF2<Object, Object, Object>,
        UDF3<Object, Object, Object, Object>,
        UDF4<Object, Object, Object, Object, Object>,
        UDF8<Object, Object, Object, Object, Object, Object, Object, Object, Object> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private transient volatile @Nullable EngineFunction function;

  private SparkFunction(String name) {
    this.name = name;
  }

  static void register(SparkSession session, EngineFunction function) {
    SparkFunction adapter = new SparkFunction(function.name());
    DataType type = type(function.result());
    switch (function.parameters().size()) {
      case 1 -> session.udf().register(function.name(), (UDF1<?, ?>) adapter, type);
      case 2 -> session.udf().register(function.name(), (UDF2<?, ?, ?>) adapter, type);
      case 3 -> session.udf().register(function.name(), (UDF3<?, ?, ?, ?>) adapter, type);
      case 4 -> session.udf().register(function.name(), (UDF4<?, ?, ?, ?, ?>) adapter, type);
      case 8 ->
          session.udf().register(function.name(), (UDF8<?, ?, ?, ?, ?, ?, ?, ?, ?>) adapter, type);
      default ->
          throw new IllegalStateException(
              "No adapter for a function of " + function.parameters().size() + " arguments");
    }
  }

  private static DataType type(ValueType type) {
    return switch (type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case TEXT -> DataTypes.StringType;
    };
  }

  private @Nullable Object apply(@Nullable Object... arguments) {
    EngineFunction known = function;
    if (known == null) {
      known =
          EngineFunctions.all().stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow();
      function = known;
    }
    return known.call(arguments);
  }

  @Override
  public @Nullable Object call(@Nullable Object a) {
    return apply(a);
  }

  @Override
  public @Nullable Object call(@Nullable Object a, @Nullable Object b) {
    return apply(a, b);
  }

  @Override
  public @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
    return apply(a, b, c);
  }

  @Override
  public @Nullable Object call(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    return apply(a, b, c, d);
  }

  @Override
  public @Nullable Object call(
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f,
      @Nullable Object g,
      @Nullable Object h) {
    return apply(a, b, c, d, e, f, g, h);
  }
}

package org.almagest.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.almagest.catalog.CatalogColumn;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** Reads the files once, in Spark tasks, into Parquet of our own, bad rows marked. */
final class FileStage {

  private final SparkSession spark;
  private final SparkSession input;
  private final JavaSparkContext context;

  FileStage(SparkSession spark) {
    this.spark = spark;
    this.input = input(spark);
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private static SparkSession input(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.caseSensitive", true);
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    // The vectorised reader refuses the encodings that hats 0.11 writes; this one reads them.
    session.conf().set("spark.sql.parquet.enableVectorizedReader", false);
    return session;
  }

  SourceFile describeParquet(String path) {
    try {
      return SparkTypes.describe(path, input.read().parquet(uri(path)).schema());
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      throw BrokenFile.of(path, "Parquet", e);
    }
  }

  private static String uri(String path) {
    return Path.of(path).toUri().toString();
  }

  /** What the columns of the text files hold, by name in small letters. */
  Map<String, ColumnGuess> guesses(List<SourceFile> files) {
    List<SourceFile> texts =
        files.stream().filter(file -> file.format() == SourceFile.Format.TEXT).toList();
    if (texts.isEmpty()) {
      return Map.of();
    }
    return context.parallelize(texts, texts.size()).map(FileStage::guess).reduce(FileStage::merged);
  }

  private static Map<String, ColumnGuess> guess(SourceFile file) {
    List<CatalogColumn> columns = file.columns();
    ColumnGuess[] guesses = new ColumnGuess[columns.size()];
    Arrays.setAll(guesses, index -> new ColumnGuess());
    try (RowSource rows = new TextRows(file)) {
      for (@Nullable Object @Nullable [] row = rows.next(); row != null; row = rows.next()) {
        if (row.length == guesses.length) {
          for (int index = 0; index < row.length; index++) {
            guesses[index].add(String.valueOf(row[index]));
          }
        }
      }
    }
    Map<String, ColumnGuess> byName = new HashMap<>();
    for (int index = 0; index < guesses.length; index++) {
      byName.put(columns.get(index).name().toLowerCase(Locale.ROOT), guesses[index]);
    }
    return byName;
  }

  private static Map<String, ColumnGuess> merged(
      Map<String, ColumnGuess> left, Map<String, ColumnGuess> right) {
    Map<String, ColumnGuess> all = new HashMap<>(left);
    right.forEach((name, guess) -> all.merge(name, guess, ColumnGuess::plus));
    return all;
  }

  /** Reads all files into a folder. */
  void write(List<SourceFile> files, TableShape shape, BadRows badRows, Path folder) {
    List<JavaRDD<Row>> parts = new ArrayList<>();
    List<SourceFile> streamed =
        files.stream().filter(file -> file.format() != SourceFile.Format.PARQUET).toList();
    if (!streamed.isEmpty()) {
      parts.add(
          context
              .parallelize(streamed, streamed.size())
              .flatMap(file -> StagedRows.open(source(file), shape, file, badRows)));
    }
    files.stream()
        .filter(file -> file.format() == SourceFile.Format.PARQUET)
        .forEach(file -> parts.add(parquet(file, shape, badRows)));
    JavaRDD<Row> all = parts.get(0);
    for (int part = 1; part < parts.size(); part++) {
      all = all.union(parts.get(part));
    }
    spark
        .createDataFrame(all, StagedRows.schema(shape))
        .write()
        .option("compression", "snappy")
        .parquet(folder.toUri().toString());
  }

  private static RowSource source(SourceFile file) {
    return switch (file.format()) {
      case TEXT -> new TextRows(file);
      case FITS, VOTABLE -> new StarRows(file);
      case PARQUET -> throw new IllegalArgumentException(file.path());
    };
  }

  private JavaRDD<Row> parquet(SourceFile file, TableShape shape, BadRows badRows) {
    Column[] columns =
        Stream.concat(
                file.columns().stream().map(column -> column(file, column.name())),
                Stream.of(functions.col("_metadata.row_index")))
            .toArray(Column[]::new);
    Dataset<Row> rows = input.read().parquet(uri(file.path())).select(columns);
    return rows.javaRDD()
        .mapPartitions(
            iterator -> StagedRows.open(new ParquetRowSource(iterator), shape, file, badRows));
  }

  private static Column column(SourceFile file, String name) {
    return file.leftOut().containsKey(name)
        ? functions.lit(null).cast("string")
        : functions.col("`" + name.replace("`", "``") + "`");
  }
}

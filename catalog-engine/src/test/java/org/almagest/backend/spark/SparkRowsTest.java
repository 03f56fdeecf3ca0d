package org.almagest.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.almagest.TestSpark;
import org.almagest.backend.BackendException;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.spark.program.SparkProgram;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the rows of a result come from Spark to whoever reads them. */
class SparkRowsTest {
  private static final int MANY = 5_000_000;

  @TempDir Path scratch;

  private static ResultColumn column(String name, ColumnType type) {
    return new ResultColumn(name, CatalogColumn.of(name, type));
  }

  private static SparkExecution execution(
      SparkSession spark, Path scratch, String sql, long most, ResultColumn... columns) {
    SparkProgram program = new SparkProgram(List.of(), List.of(), sql);
    return new SparkExecution(
        spark, new SparkExecution.Programs(program, program, most), List.of(columns), scratch);
  }

  private SparkExecution execution(String sql, long most, ResultColumn... columns) {
    return execution(TestSpark.session(), scratch, sql, most, columns);
  }

  private static List<Long> ids(SparkExecution execution) {
    List<Long> ids = new ArrayList<>();
    try (execution;
        RowStream rows = execution.rows()) {
      while (rows.advance()) {
        ids.add((Long) rows.value(0));
      }
    }
    return ids;
  }

  @Test
  void haveTheValuesThatSparkHas() {
    String text = "'é\\t\\n\\0,\"' || repeat('x', 70000)";
    try (SparkExecution execution =
            execution(
                "SELECT TRUE, 7S, -8, 9L, CAST('NaN' AS FLOAT), -0D, "
                    + text
                    + ", TIMESTAMP_NTZ '1969-12-31 23:59:59.999999', DATE '2020-02-29', 1.5BD,"
                    + " NULL",
                Long.MAX_VALUE,
                column("a", ColumnType.BOOLEAN),
                column("b", ColumnType.SHORT),
                column("c", ColumnType.INTEGER),
                column("d", ColumnType.LONG),
                column("e", ColumnType.FLOAT),
                column("f", ColumnType.DOUBLE),
                column("g", ColumnType.STRING),
                column("h", ColumnType.TIMESTAMP),
                column("i", ColumnType.TIMESTAMP),
                column("j", ColumnType.DOUBLE),
                column("k", ColumnType.STRING));
        RowStream rows = execution.rows()) {
      assertThat(rows.advance()).isTrue();
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < 11; column++) {
        values.add(rows.value(column));
      }
      assertThat(values)
          .isEqualTo(
              Arrays.asList(
                  true,
                  (short) 7,
                  -8,
                  9L,
                  Float.NaN,
                  -0.0,
                  "é\t\n\0,\"" + "x".repeat(70000),
                  LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                  LocalDateTime.of(2020, 2, 29, 0, 0),
                  1.5,
                  null));
      assertThat(rows.advance()).isFalse();
    }
  }

  @Test
  void comeInTheOrderOfTheirPartitions() {
    assertThat(
            ids(
                execution(
                    "SELECT id FROM range(0, 100000, 1, 7) ORDER BY id DESC",
                    Long.MAX_VALUE,
                    column("id", ColumnType.LONG))))
        .isEqualTo(LongStream.range(0, 100_000).mapToObj(id -> 99_999 - id).toList());
  }

  @Test
  void endAtTheLimit() {
    assertThat(
            ids(
                execution(
                    "SELECT id FROM range(0, 1000, 1, 4)", 600, column("id", ColumnType.LONG))))
        .isEqualTo(LongStream.range(0, 600).boxed().toList());
  }

  @Test
  void doNotWaitForThoseAfterThem() {
    try (SparkExecution execution =
            execution(
                "SELECT id FROM range(0, 1000000000000, 1, 2)",
                Long.MAX_VALUE,
                column("id", ColumnType.LONG));
        RowStream rows = execution.rows()) {
      assertThat(rows.advance()).isTrue();
      assertThat(rows.value(0)).isEqualTo(0L);
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void leaveNoFileWhenTheyHaveBeenRead() {
    ids(
        execution(
            "SELECT id FROM range(0, 3000000, 1, 3)",
            Long.MAX_VALUE,
            column("id", ColumnType.LONG)));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void failAsTheTaskThatMakesThem() {
    assertThatThrownBy(
            () ->
                ids(
                    execution(
                        "SELECT IF(id = 90, CAST(raise_error('no such thing') AS BIGINT), id) FROM"
                            + " range(0, 100, 1, 1)",
                        Long.MAX_VALUE,
                        column("id", ColumnType.LONG))))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("no such thing");
    assertThat(scratch).isEmptyDirectory();
  }

  /** Ten columns of the rows take more than twice the heap, as Spark has them. */
  @Test
  void ofOneLargePartitionNeedLittleHeap() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Xm"))
            .toList());
    command.addAll(
        List.of(
            "-Xmx256m",
            // Spark would not begin with so little.
            "-Dspark.testing.memory=500000000",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeap.class.getName(),
            scratch.toString()));
    Path output = scratch.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    try (Stream<Path> left = Files.list(scratch.resolve("rows"))) {
      assertThat(left).isEmpty();
    }
  }

  /** Reads rows slowly enough that all are there before most are read. */
  static final class SmallHeap {

    private SmallHeap() {}

    public static void main(String[] arguments) {
      Path scratch = Path.of(arguments[0]);
      ResultColumn[] columns =
          Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
              .map(name -> column(name, name.equals("j") ? ColumnType.STRING : ColumnType.LONG))
              .toArray(ResultColumn[]::new);
      try (SparkSession spark = SparkSessions.start("local[2]", scratch.resolve("spark"), 2);
          SparkExecution execution =
              execution(
                  spark,
                  scratch.resolve("rows"),
                  "SELECT id, id + 1, id + 2, id + 3, id + 4, id + 5, id + 6, id + 7, id + 8,"
                      + " CONCAT('name ', id) FROM range(0, "
                      + MANY
                      + ", 1, 1)",
                  Long.MAX_VALUE,
                  columns);
          RowStream rows = execution.rows()) {
        long count = 0;
        while (rows.advance()) {
          if ((Long) rows.value(0) != count || !rows.value(9).equals("name " + count)) {
            throw new IllegalStateException("Row " + count + " is another");
          }
          count++;
        }
        if (count != MANY) {
          throw new IllegalStateException("There were " + count + " rows");
        }
      }
    }
  }
}

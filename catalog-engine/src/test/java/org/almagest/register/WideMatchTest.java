package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.almagest.backend.ParquetFolder;
import org.almagest.hats.NioParquet;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.DoubleValues;
import org.almagest.hats.column.LongValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matches whose sides have more bytes than the heap of the process that runs them. */
class WideMatchTest {

  private static final int COLUMNS = 300;
  private static final int ROWS = 30_000;
  private static final int LIST_ROWS = 3_000;
  private static final int HEAP_MEBIBYTES = 128;

  @TempDir Path folder;

  @Test
  void theHeapNeedNotHoldAllColumnsOfAPart() throws IOException, InterruptedException {
    for (WideTable table : WideMatch.tables(COLUMNS, ROWS, LIST_ROWS)) {
      table.write(folder);
    }
    assertThat(2 * 8L * COLUMNS * ROWS).isGreaterThan((long) HEAP_MEBIBYTES << 20);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                WideMatch.class.getName(),
                folder.toString(),
                String.valueOf(COLUMNS),
                String.valueOf(ROWS),
                String.valueOf(LIST_ROWS),
                "DUCKDB")
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    check("pairs", ROWS, "a", "b");
    check("nearest", ROWS, "a");
    check("list", LIST_ROWS, "l", "a");
  }

  private void check(String result, int rows, String... tables) throws IOException {
    long sum = 0;
    long found = 0;
    for (Path path : ParquetFolder.files(folder.resolve("result-" + result))) {
      try (ColumnFile file = ColumnFile.open(NioParquet.input(path))) {
        long[] ids = ((LongValues) file.read("id", file.all())).array();
        for (String table : tables) {
          for (int column : List.of(0, 150, COLUMNS - 1)) {
            String name = table + "_" + column;
            double[] values = ((DoubleValues) file.read(name, file.all())).array();
            for (int i = 0; i < ids.length; i++) {
              assertThat(values[i]).isEqualTo(WideTable.value(ids[i], column));
            }
          }
        }
        for (long id : ids) {
          sum += id;
        }
        found += ids.length;
      }
    }
    assertThat(found).isEqualTo(rows);
    assertThat(sum).isEqualTo((long) rows * (rows - 1) / 2);
  }
}

package org.almagest.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.backend.Execution.Written;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** A folder of Parquet files that together are one table. */
public final class ParquetFolder {

  private ParquetFolder() {}

  /** The Parquet files of a folder, by name. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  /**
   * Rows and bytes of a folder, from the footers.
   *
   * @throws BackendException if a file cannot be read
   */
  public static Written measure(Path folder) {
    long rows = 0;
    long bytes = 0;
    try {
      for (Path file : files(folder)) {
        rows += rows(file);
        bytes += Files.size(file);
      }
    } catch (IOException e) {
      throw new BackendException(
          BackendException.Code.ENGINE_FAILED,
          "The files of folder [" + folder + "] cannot be read",
          e);
    }
    return new Written(rows, bytes);
  }

  private static long rows(Path file) throws IOException {
    HadoopInputFile input =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false));
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getRecordCount();
    }
  }
}

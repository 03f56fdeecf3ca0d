package org.almagest.hats.write;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.hats.write.parquet.ParquetOutput;
import org.almagest.hats.write.sort.SpillReader;

/** Writes spilled rows that have no position as plain Parquet files, in the order of their keys. */
public final class PlainWriter {

  private static final int MOST_FILES = 10_000;

  private final List<CatalogColumn> columns;
  private final Path folder;
  private final long bytes;

  /**
   * A file to write.
   *
   * @param number from 0
   * @param rows what goes into it
   */
  public record PlainFile(int number, ArrayList<SpillChunk> rows) implements Serializable {}

  /** Writes into a folder; about so many bytes may be in memory. */
  public PlainWriter(List<CatalogColumn> columns, Path folder, long bytes) {
    this.columns = List.copyOf(columns);
    this.folder = folder;
    this.bytes = bytes;
  }

  /** Files of about so many rows, made of whole spill files. */
  public static List<PlainFile> files(List<SpillChunk> chunks, long rowsOfFile) {
    long all = chunks.stream().mapToLong(SpillChunk::rows).sum();
    long least = Math.max(rowsOfFile, all / MOST_FILES);
    List<PlainFile> files = new ArrayList<>();
    ArrayList<SpillChunk> gathered = new ArrayList<>();
    long rows = 0;
    for (SpillChunk chunk : chunks) {
      if (rows > 0 && rows + chunk.rows() > least) {
        files.add(new PlainFile(files.size(), gathered));
        gathered = new ArrayList<>();
        rows = 0;
      }
      gathered.add(chunk);
      rows += chunk.rows();
    }
    files.add(new PlainFile(files.size(), gathered));
    return files;
  }

  /** Writes a file, and says how many rows it has. */
  public Long write(PlainFile file) throws IOException {
    Path path = folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", file.number()));
    try (ParquetOutput output = new ParquetOutput(path, columns, List.of())) {
      new SpillReader(file.rows(), columns.stream().map(CatalogColumn::type).toList(), bytes)
          .read(
              0,
              Long.MAX_VALUE,
              run ->
                  output.write(run.columns().subList(1, run.columns().size()), run.order().rows()));
      return output.finish().getNum_rows();
    }
  }
}

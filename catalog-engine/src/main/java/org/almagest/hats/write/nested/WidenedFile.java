package org.almagest.hats.write.nested;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.almagest.hats.write.parquet.CountingOutput;
import org.almagest.hats.write.parquet.NestedColumn;
import org.almagest.hats.write.parquet.ParquetOutput;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.schema.MessageType;

/** A Parquet file with the row groups of others as they are, and one more column. */
final class WidenedFile implements AutoCloseable {

  private final Path file;
  private final List<List<String>> columns;
  private final FileMetaData metadata;
  private final List<RowGroup> groups = new ArrayList<>();
  private final CountingOutput out;
  private boolean finished;

  /** Opens a new file, with the columns of a schema and the nested one. */
  WidenedFile(Path file, MessageType schema, NestedColumn nested) throws IOException {
    this.file = file;
    this.columns = schema.getPaths().stream().map(Arrays::asList).map(List::copyOf).toList();
    this.metadata = ParquetOutput.metadata(nested.addedTo(schema), Map.of());
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.out = new CountingOutput(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    out.write(ParquetOutput.MAGIC);
  }

  /** Writes a row group: the stored columns of one, then those whose pages wait. */
  void writeGroup(StoredFile from, RowGroup stored, List<ListChunk> lists) throws IOException {
    long start = out.position();
    List<ColumnChunk> chunks = new ArrayList<>(from.copy(stored, columns, out));
    for (ListChunk list : lists) {
      chunks.add(list.finish(out));
    }
    long bytes =
        chunks.stream().mapToLong(chunk -> chunk.getMeta_data().getTotal_uncompressed_size()).sum();
    RowGroup group = new RowGroup(chunks, bytes, stored.getNum_rows());
    group.setFile_offset(start);
    group.setTotal_compressed_size(out.position() - start);
    group.setOrdinal((short) Math.min(groups.size(), Short.MAX_VALUE));
    List<SortingColumn> sorting = StoredFile.sorting(stored, columns);
    if (!sorting.isEmpty()) {
      group.setSorting_columns(sorting);
    }
    groups.add(group);
  }

  /** Finishes the file, and says what its footer says. */
  FileMetaData finish() throws IOException {
    metadata.setRow_groups(groups);
    metadata.setNum_rows(groups.stream().mapToLong(RowGroup::getNum_rows).sum());
    ParquetOutput.writeFooter(metadata, out);
    out.close();
    finished = true;
    return metadata;
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      finished = true;
      out.close();
      Files.deleteIfExists(file);
    }
  }
}

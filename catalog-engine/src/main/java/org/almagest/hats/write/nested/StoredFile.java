package org.almagest.hats.write.nested;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.hats.HatsFile;
import org.almagest.hats.write.parquet.CountingOutput;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file whose column chunks are copied byte by byte, whatever their types are. */
final class StoredFile implements AutoCloseable {

  private static final int TAIL = 8;
  private static final int AT_A_TIME = 1 << 20;

  private final HatsFile file;
  private final SeekableInputStream stream;
  private final FileMetaData metadata;

  private StoredFile(HatsFile file, SeekableInputStream stream, FileMetaData metadata) {
    this.file = file;
    this.stream = stream;
    this.metadata = metadata;
  }

  static StoredFile open(HatsFile file) throws IOException {
    InputFile input = file.input();
    SeekableInputStream stream = input.newStream();
    try {
      return new StoredFile(file, stream, metadata(file, stream, input.getLength()));
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static FileMetaData metadata(HatsFile file, SeekableInputStream stream, long length)
      throws IOException {
    byte[] tail = new byte[TAIL];
    if (length >= TAIL) {
      stream.seek(length - TAIL);
      stream.readFully(tail);
    }
    if (!new String(tail, Integer.BYTES, Integer.BYTES, StandardCharsets.US_ASCII).equals("PAR1")) {
      throw new IOException(
          "[" + file.location() + "] does not end as a Parquet file that is not encrypted");
    }
    int bytes = 0;
    for (int index = Integer.BYTES - 1; index >= 0; index--) {
      bytes = (bytes << Byte.SIZE) | (tail[index] & 0xff);
    }
    if (bytes < 0 || bytes > length - TAIL) {
      throw new IOException("The footer of [" + file.location() + "] is damaged");
    }
    byte[] footer = new byte[bytes];
    stream.seek(length - TAIL - bytes);
    stream.readFully(footer);
    return Util.readFileMetaData(new ByteArrayInputStream(footer));
  }

  List<RowGroup> groups() {
    return metadata.getRow_groups();
  }

  /**
   * Checks that the columns are declared as the catalog's are: levels are part of what is copied.
   *
   * @throws IOException if they are not
   */
  void check(MessageType schema) throws IOException {
    MessageType own =
        new ParquetMetadataConverter().fromParquetMetadata(metadata).getFileMetaData().getSchema();
    for (Type wanted : schema.getFields()) {
      String declared =
          own.containsField(wanted.getName()) ? text(own.getType(wanted.getName())) : "missing";
      if (!declared.equals(text(wanted))) {
        throw new IOException(
            "Column ["
                + wanted.getName()
                + "] of file ["
                + file.location()
                + "] is ["
                + declared
                + "], elsewhere ["
                + text(wanted)
                + "]: write the catalog anew with one schema");
      }
    }
  }

  private static String text(Type type) {
    return type.toString().replaceAll(" = \\d+", "").strip();
  }

  /**
   * Copies chunks of a row group.
   *
   * @param columns the paths of the columns that are wanted, in the order to write them
   */
  List<ColumnChunk> copy(RowGroup group, List<List<String>> columns, CountingOutput out)
      throws IOException {
    Map<List<String>, ColumnChunk> byPath = new HashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData described = chunk.getMeta_data();
      if (described == null || chunk.isSetFile_path()) {
        throw new IOException(
            "[" + file.location() + "] has columns that are encrypted or in another file");
      }
      byPath.put(described.getPath_in_schema(), chunk);
    }
    List<ColumnChunk> copies = new ArrayList<>();
    for (List<String> column : columns) {
      ColumnChunk chunk = byPath.get(column);
      if (chunk == null) {
        throw new IOException("A row group of [" + file.location() + "] lacks " + column);
      }
      copies.add(copy(chunk.getMeta_data(), out));
    }
    return copies;
  }

  private ColumnChunk copy(ColumnMetaData stored, CountingOutput out) throws IOException {
    long data = stored.getData_page_offset();
    long dictionary = stored.getDictionary_page_offset();
    boolean hasDictionary =
        stored.isSetDictionary_page_offset() && dictionary > 0 && dictionary < data;
    long start = hasDictionary ? dictionary : data;
    long shift = out.position() - start;
    long left = stored.getTotal_compressed_size();
    byte[] room = new byte[(int) Math.min(AT_A_TIME, left)];
    stream.seek(start);
    long written = out.position();
    while (left > 0) {
      int part = (int) Math.min(room.length, left);
      stream.readFully(room, 0, part);
      out.write(room, 0, part);
      left -= part;
    }
    ColumnMetaData copy = stored.deepCopy();
    copy.setData_page_offset(data + shift);
    copy.unsetDictionary_page_offset();
    if (hasDictionary) {
      copy.setDictionary_page_offset(dictionary + shift);
    }
    // What these point at is not copied.
    copy.unsetIndex_page_offset();
    copy.unsetBloom_filter_offset();
    return new ColumnChunk(written).setMeta_data(copy);
  }

  /** What a row group says it is sorted by, where its columns are at other places. */
  static List<SortingColumn> sorting(RowGroup group, List<List<String>> columns) {
    List<SortingColumn> sorting = new ArrayList<>();
    if (group.isSetSorting_columns()) {
      for (SortingColumn column : group.getSorting_columns()) {
        int place =
            columns.indexOf(
                group.getColumns().get(column.getColumn_idx()).getMeta_data().getPath_in_schema());
        if (place < 0) {
          break;
        }
        sorting.add(new SortingColumn(place, column.isDescending(), column.isNulls_first()));
      }
    }
    return sorting;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

package org.almagest.hats.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/**
 * An open Parquet file, whose columns are read in bulk. Of columns inside lists those of one list
 * of single values are read. Not for use by several threads.
 */
public final class ColumnFile implements AutoCloseable {

  /** Chunks with fewer bytes are read whole, whatever rows are wanted. */
  private static final int PAGES_FROM = 1 << 20;

  /** What a text takes besides its bytes. */
  private static final int TEXT = 16;

  private final String name;
  private final SeekableInputStream stream;
  private final ParquetMetadata footer;
  private final PageDecompressor decompressor = new PageDecompressor();
  private byte[] chunk = new byte[0];
  private final List<ColumnDescriptor> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final IdentityHashMap<ColumnChunkMetaData, ChunkPages> pages = new IdentityHashMap<>();

  private ColumnFile(String name, SeekableInputStream stream, ParquetMetadata footer) {
    this.name = name;
    this.stream = stream;
    this.footer = footer;
    this.columns = schema().getColumns();
    for (int place = 0; place < columns.size(); place++) {
      places.putIfAbsent(String.join(".", columns.get(place).getPath()), place);
    }
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws IOException if it cannot be read
   * @throws ColumnException if it is not a Parquet file
   */
  public static ColumnFile open(InputFile file) throws IOException {
    ParquetReadOptions options = ParquetReadOptions.builder().build();
    SeekableInputStream stream = file.newStream();
    try {
      return new ColumnFile(
          file.toString(), stream, ParquetFileReader.readFooter(file, options, stream));
    } catch (IOException | RuntimeException e) {
      stream.close();
      if (e instanceof RuntimeException) {
        throw new ColumnException("[" + file + "] is not a Parquet file: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** What the footer says: the schema, and of each row group its columns' statistics. */
  public ParquetMetadata footer() {
    return footer;
  }

  /** The schema. */
  public MessageType schema() {
    return footer.getFileMetaData().getSchema();
  }

  /** The spans of all row groups, whole. */
  public List<RowSpan> all() {
    List<RowSpan> spans = new ArrayList<>();
    for (int i = 0; i < footer.getBlocks().size(); i++) {
      spans.add(new RowSpan(i, 0, Math.toIntExact(footer.getBlocks().get(i).getRowCount())));
    }
    return spans;
  }

  /**
   * Reads a column.
   *
   * @param path its name; for a field of a group the names joined by dots
   * @param spans the rows that are wanted, in the order in which they come out
   * @throws ColumnException if there is no such column, or it is damaged or of a kind that is not
   *     decoded
   */
  public ColumnValues read(String path, List<RowSpan> spans) throws IOException {
    return readAll(path, List.of(new FileSpans(this, spans)));
  }

  /**
   * Reads a column of several files, one after the other.
   *
   * @throws ColumnException as {@link #read(String, List)} does
   */
  public static ColumnValues readAll(String path, List<FileSpans> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No file to read column [" + path + "] from");
    }
    int rows = files.stream().mapToInt(FileSpans::rows).reduce(0, Math::addExact);
    PrimitiveType type = files.get(0).file().flat(path).getPrimitiveType();
    ColumnValues values = room(type, rows);
    int at = 0;
    for (FileSpans spans : files) {
      ColumnDescriptor column = spans.file().flat(path);
      if (column.getPrimitiveType().getPrimitiveTypeName() != type.getPrimitiveTypeName()) {
        throw new ColumnException(
            "Column [" + path + "] is not of the same type in all files: see " + spans.file());
      }
      for (RowSpan span : spans.spans()) {
        if (span.rows() > 0) {
          spans.file().read(column, span, values, at);
          at += span.rows();
        }
      }
    }
    return values;
  }

  /**
   * Reads a column of lists of single values.
   *
   * @param path its name; for a field of a struct both names joined by a dot
   * @throws ColumnException if there is no such column, or it is damaged or of a kind that is not
   *     decoded
   */
  public ListValues readLists(String path, RowSpan span) throws IOException {
    ColumnDescriptor column =
        schema().getColumns().stream()
            .filter(candidate -> candidate.getMaxRepetitionLevel() == 1)
            .filter(candidate -> String.join(".", candidate.getPath()).startsWith(path + "."))
            .findFirst()
            .orElseThrow(
                () -> new ColumnException("[" + name + "] has no column of lists [" + path + "]"));
    String[] names = column.getPath();
    int repeated = 1;
    while (!schema().getType(Arrays.copyOf(names, repeated)).isRepetition(Repetition.REPEATED)) {
      repeated++;
    }
    ListDecoder lists =
        new ListDecoder(
            column,
            schema().getMaxDefinitionLevel(Arrays.copyOf(names, repeated)),
            repeated > 2 ? schema().getMaxDefinitionLevel(names[0]) : 0,
            span,
            room(column.getPrimitiveType(), 0));
    return decode(
        column, span, (chunk, first) -> lists.read(chunk), (meta, wanted, rows) -> loadAll(meta));
  }

  /** What is made of a chunk. */
  private interface Decoding<T> {
    T of(ChunkDecoder chunk, int first) throws IOException;
  }

  private ColumnDescriptor flat(String path) {
    ColumnDescriptor column =
        column(path)
            .orElseThrow(() -> new ColumnException("[" + name + "] has no column [" + path + "]"));
    if (column.getMaxRepetitionLevel() > 0) {
      throw new ColumnException("Column [" + path + "] of [" + name + "] is inside a list");
    }
    return column;
  }

  /** The column of a name. */
  public Optional<ColumnDescriptor> column(String path) {
    return Optional.ofNullable(places.get(path)).map(columns::get);
  }

  /**
   * About how many bytes the values of a column take for a row once they are decoded, as far as the
   * footer tells. Texts of which there are few different ones may take more.
   *
   * @param path its name; for what is nested all fields of that name count
   */
  public double bytesOfRow(String path) {
    double bytes = 0;
    long rows = 0;
    for (BlockMetaData group : footer.getBlocks()) {
      rows += group.getRowCount();
      for (ColumnChunkMetaData column : chunks(group, path)) {
        int width = width(column.getPrimitiveType());
        bytes +=
            width > 0
                ? (double) width * column.getValueCount()
                : column.getTotalUncompressedSize() + (double) TEXT * column.getValueCount();
      }
    }
    return rows == 0 ? 0 : bytes / rows;
  }

  private List<ColumnChunkMetaData> chunks(BlockMetaData group, String path) {
    Integer place = places.get(path);
    if (place != null && place < group.getColumns().size()) {
      ColumnChunkMetaData found = group.getColumns().get(place);
      if (found.getPath().toDotString().equals(path)) {
        return List.of(found);
      }
    }
    return group.getColumns().stream()
        .filter(column -> (column.getPath().toDotString() + ".").startsWith(path + "."))
        .toList();
  }

  /** How many bytes a decoded value has, with the mark of a null; 0 if each has its own length. */
  private static int width(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT64, DOUBLE -> 9;
      case INT32, FLOAT -> 5;
      case BOOLEAN -> 2;
      case INT96 -> 17;
      case FIXED_LEN_BYTE_ARRAY -> 5 + type.getTypeLength();
      case BINARY -> 0;
    };
  }

  private void read(ColumnDescriptor column, RowSpan span, ColumnValues values, int at)
      throws IOException {
    decode(
        column,
        span,
        (decoder, first) -> {
          decoder.read(first, span.from(), span.to(), values, at);
          return values;
        },
        this::load);
  }

  /** Brings the bytes of a chunk, or of those of its pages that hold rows. */
  private interface Loading {
    Loaded load(ColumnChunkMetaData meta, RowSpan span, long rows) throws IOException;
  }

  /**
   * Bytes of a chunk.
   *
   * @param first the row that the first page begins with
   */
  private record Loaded(int length, int first) {}

  private Loaded load(ColumnChunkMetaData meta, RowSpan span, long rows) throws IOException {
    if (span.rows() == rows || meta.getTotalSize() < PAGES_FROM) {
      return loadAll(meta);
    }
    ChunkPages known = pages.get(meta);
    if (known == null) {
      Loaded all = loadAll(meta);
      try {
        pages.put(meta, ChunkPages.of(chunk, all.length()));
      } catch (ColumnException | IOException damaged) {
        // The decoder says where.
        return all;
      }
      return all;
    }
    ChunkPages.Page wanted = known.holding(span.from(), span.to());
    int bytes = wanted.end() - wanted.start();
    reserve(known.dictionaryEnd() + bytes);
    stream.seek(meta.getStartingPos());
    stream.readFully(chunk, 0, known.dictionaryEnd());
    stream.seek(meta.getStartingPos() + wanted.start());
    stream.readFully(chunk, known.dictionaryEnd(), bytes);
    return new Loaded(known.dictionaryEnd() + bytes, wanted.row());
  }

  private Loaded loadAll(ColumnChunkMetaData meta) throws IOException {
    int length = Math.toIntExact(meta.getTotalSize());
    reserve(length);
    stream.seek(meta.getStartingPos());
    stream.readFully(chunk, 0, length);
    return new Loaded(length, 0);
  }

  private void reserve(int length) {
    if (chunk.length < length) {
      chunk = new byte[length];
    }
  }

  private <T> T decode(ColumnDescriptor column, RowSpan span, Decoding<T> decoding, Loading loading)
      throws IOException {
    BlockMetaData group = footer.getBlocks().get(span.rowGroup());
    ColumnPath wanted = ColumnPath.get(column.getPath());
    ColumnChunkMetaData meta =
        chunks(group, wanted.toDotString()).stream()
            .filter(candidate -> candidate.getPath().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new ColumnException("[" + name + "] lacks a chunk of " + wanted));
    if (span.to() > group.getRowCount()) {
      throw new IllegalArgumentException(span + " goes beyond " + group.getRowCount() + " rows");
    }
    Loaded loaded = loading.load(meta, span, group.getRowCount());
    try {
      return decoding.of(
          new ChunkDecoder(column, meta.getCodec(), decompressor, chunk, loaded.length()),
          loaded.first());
    } catch (ColumnException | IOException | IndexOutOfBoundsException e) {
      throw new ColumnException(
          String.format(
              Locale.ROOT,
              "Column [%s] of row group %d of [%s] cannot be decoded: %s",
              wanted.toDotString(),
              span.rowGroup(),
              name,
              e.getMessage()),
          e);
    }
  }

  private static ColumnValues room(PrimitiveType type, int rows) {
    return switch (type.getPrimitiveTypeName()) {
      case INT64 -> new LongValues(rows);
      case INT32 -> new IntValues(rows);
      case DOUBLE -> new DoubleValues(rows);
      case FLOAT -> new FloatValues(rows);
      case BOOLEAN -> new BooleanValues(rows);
      case BINARY -> new BinaryValues(rows, 0);
      case INT96 -> new BinaryValues(rows, 12);
      case FIXED_LEN_BYTE_ARRAY -> new BinaryValues(rows, type.getTypeLength());
    };
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

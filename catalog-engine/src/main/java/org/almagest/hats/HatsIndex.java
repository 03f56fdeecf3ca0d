package org.almagest.hats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.almagest.hats.Storage.Entry;
import org.almagest.hats.Storage.Kind;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * An index catalog: the partitions of another catalog in which the values of a column are. Its
 * files are sorted by that column, so that a look-up reads the row groups whose extremes enclose
 * the value: one as a rule. Safe for use by many threads.
 */
public final class HatsIndex {

  private final Location root;
  private final ColumnDescriptor column;
  private final MessageType read;
  private final List<Part> parts;

  /** A row group of a file. */
  record Part(
      Location file, FileMetaData metadata, BlockMetaData block, ColumnChunkMetaData keys) {}

  private HatsIndex(Location root, ColumnDescriptor column, MessageType read, List<Part> parts) {
    this.root = root;
    this.column = column;
    this.read = read;
    this.parts = List.copyOf(parts);
  }

  /**
   * Opens an index.
   *
   * @throws HatsException if it is none, or a file of it is missing or damaged
   */
  public static HatsIndex open(Location root, Storage storage) {
    HatsProperties properties = HatsProperties.read(storage, root);
    HatsCollection.check(root, properties.type(), HatsType.INDEX);
    String key =
        properties
            .value("hats_index_column")
            .orElseThrow(
                () -> new HatsException("The index [" + root + "] does not say hats_index_column"));
    try {
      return open(root, storage, key);
    } catch (IOException e) {
      throw new HatsException("Cannot read the index [" + root + "]: " + e.getMessage(), e);
    }
  }

  private static HatsIndex open(Location root, Storage storage, String key) throws IOException {
    Location dataset = root.resolve("dataset");
    Location all = dataset.resolve("_metadata");
    List<Part> parts = new ArrayList<>();
    MessageType schema = null;
    if (storage.isFile(all)) {
      ParquetMetadata footer = FooterReader.of(storage, all);
      schema = footer.getFileMetaData().getSchema();
      for (BlockMetaData block : footer.getBlocks()) {
        parts.add(part(dataset.resolve(block.getPath()), footer, block, key));
      }
    } else {
      for (Entry entry : storage.list(dataset.resolve("index"))) {
        if (entry.kind() == Kind.FILE && entry.name().endsWith(".parquet")) {
          Location file = dataset.resolve("index/" + entry.name());
          ParquetMetadata footer = FooterReader.of(storage, file);
          schema = footer.getFileMetaData().getSchema();
          for (BlockMetaData block : footer.getBlocks()) {
            parts.add(part(file, footer, block, key));
          }
        }
      }
    }
    if (schema == null) {
      throw new HatsException("The index [" + root + "] has no files");
    }
    MessageType read = IndexRows.schema(root, schema, key);
    return new HatsIndex(root, read.getColumnDescription(new String[] {key}), read, parts);
  }

  private static Part part(Location file, ParquetMetadata footer, BlockMetaData block, String key) {
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (chunk.getPath().size() == 1 && chunk.getPath().toArray()[0].equals(key)) {
        return new Part(file, footer.getFileMetaData(), block, chunk);
      }
    }
    throw new HatsException("The index file [" + file + "] has no column [" + key + "]");
  }

  /** The folder. */
  public Location root() {
    return root;
  }

  /** The column that it is of. */
  public String columnName() {
    return column.getPath()[0];
  }

  /** How many rows it has. */
  public long rows() {
    return parts.stream().mapToLong(part -> part.block().getRowCount()).sum();
  }

  /**
   * The partitions that hold a row with one of the values.
   *
   * @param values whole numbers or texts, as the column has them
   * @return empty if the index cannot tell: its column is of another type than the values
   * @throws HatsException if a file of it cannot be read
   */
  public Optional<SortedSet<HatsPixel>> partitions(Collection<?> values) {
    SortedSet<HatsPixel> found = new TreeSet<>();
    try {
      for (Object value : values) {
        Optional<Object> key = key(value);
        if (key.isEmpty()) {
          return Optional.empty();
        }
        for (Part part : parts) {
          if (mayHold(part.keys().getStatistics(), key.get())) {
            IndexRows.find(part, read, key.get(), found);
          }
        }
      }
    } catch (IOException e) {
      throw new HatsException("Cannot read the index [" + root + "]: " + e.getMessage(), e);
    }
    return Optional.of(found);
  }

  /** The value as Parquet holds it; a number out of the range of the column is nowhere. */
  private Optional<Object> key(Object value) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 ->
          value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
      case INT32 ->
          value instanceof Number number && number.longValue() == number.intValue()
              ? Optional.of(number.intValue())
              : Optional.empty();
      case BINARY ->
          value instanceof String text ? Optional.of(Binary.fromString(text)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Comparable<T>> boolean mayHold(Statistics<T> statistics, Object key) {
    return !statistics.hasNonNullValue()
        || (statistics.compareMinToValue((T) key) <= 0
            && statistics.compareMaxToValue((T) key) >= 0);
  }
}

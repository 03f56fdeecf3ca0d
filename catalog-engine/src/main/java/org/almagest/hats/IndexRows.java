package org.almagest.hats;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Reads the rows of an index that have one key. */
final class IndexRows {

  private static final String ORDER = "Norder";
  private static final String PIXEL = "Npix";

  private IndexRows() {}

  /** The columns that a look-up needs. */
  static MessageType schema(Location root, MessageType stored, String key) {
    for (String name : List.of(key, ORDER, PIXEL)) {
      if (!stored.containsField(name) || !stored.getType(name).isPrimitive()) {
        throw new HatsException("The index [" + root + "] has no column [" + name + "]");
      }
    }
    return new MessageType(
        stored.getName(), stored.getType(key), stored.getType(ORDER), stored.getType(PIXEL));
  }

  /** Adds the partitions of the rows of a row group whose key is the given one. */
  static void find(HatsIndex.Part part, MessageType schema, Object key, Collection<HatsPixel> found)
      throws IOException {
    try (ParquetFileReader reader = open(part, schema)) {
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        find(pages, schema, key, found);
      }
    }
  }

  /** Without reading the footer again, which costs more than the row group. */
  @SuppressWarnings("deprecation")
  private static ParquetFileReader open(HatsIndex.Part part, MessageType schema)
      throws IOException {
    Location file = part.file();
    return new ParquetFileReader(
        HadoopStorage.configuration(),
        part.metadata(),
        new Path(file.isLocal() ? "file:" + file.text() : file.text()),
        List.of(part.block()),
        schema.getColumns());
  }

  private static void find(
      PageReadStore pages, MessageType schema, Object key, Collection<HatsPixel> found) {
    ColumnReadStore columns =
        new ColumnReadStoreImpl(
            pages, new GroupRecordConverter(schema).getRootConverter(), schema, "almagest");
    List<ColumnDescriptor> wanted = schema.getColumns();
    long[] rows = rows(columns.getColumnReader(wanted.get(0)), wanted.get(0), key, pages);
    if (rows.length > 0) {
      long[] orders = numbers(columns.getColumnReader(wanted.get(1)), wanted.get(1), rows);
      long[] pixels = numbers(columns.getColumnReader(wanted.get(2)), wanted.get(2), rows);
      for (int i = 0; i < rows.length; i++) {
        found.add(new HatsPixel((int) orders[i], pixels[i]));
      }
    }
  }

  private static long[] rows(
      ColumnReader keys, ColumnDescriptor column, Object key, PageReadStore pages) {
    LongStream.Builder rows = LongStream.builder();
    for (long row = 0; row < pages.getRowCount(); row++) {
      if (keys.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()
          && key.equals(value(keys, column.getPrimitiveType()))) {
        rows.add(row);
      }
      keys.consume();
    }
    return rows.build().toArray();
  }

  /** The numbers of a column in some rows, in the order of the rows. */
  private static long[] numbers(ColumnReader reader, ColumnDescriptor column, long[] rows) {
    long[] numbers = new long[rows.length];
    int next = 0;
    for (long row = 0; next < rows.length; row++) {
      if (row == rows[next]) {
        numbers[next++] = ((Number) value(reader, column.getPrimitiveType())).longValue();
      } else if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
        reader.skip();
      }
      reader.consume();
    }
    return numbers;
  }

  private static Object value(ColumnReader reader, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> reader.getInteger();
      case INT64 -> reader.getLong();
      case BINARY -> reader.getBinary();
      default -> throw new HatsException("A look-up in a column of type " + type + " is not known");
    };
  }
}

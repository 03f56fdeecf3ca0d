package org.almagest.hats;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
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
  static void find(
      Storage storage,
      HatsIndex.Part part,
      MessageType schema,
      Object key,
      Collection<HatsPixel> found)
      throws IOException {
    long start = part.block().getStartingPos();
    ParquetReadOptions options =
        HadoopReadOptions.builder(HadoopStorage.configuration())
            .withRange(start, start + part.block().getCompressedSize())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(storage.parquet(part.file()), options)) {
      reader.setRequestedSchema(schema);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        find(pages, schema, key, found);
      }
    }
  }

  private static void find(
      PageReadStore pages, MessageType schema, Object key, Collection<HatsPixel> found) {
    ColumnReadStore columns =
        new ColumnReadStoreImpl(
            pages, new GroupRecordConverter(schema).getRootConverter(), schema, "almagest");
    List<ColumnDescriptor> wanted = schema.getColumns();
    ColumnReader keys = columns.getColumnReader(wanted.get(0));
    ColumnReader orders = columns.getColumnReader(wanted.get(1));
    ColumnReader pixels = columns.getColumnReader(wanted.get(2));
    long rows = pages.getRowCount();
    for (long row = 0; row < rows; row++) {
      if (keys.getCurrentDefinitionLevel() == wanted.get(0).getMaxDefinitionLevel()
          && key.equals(value(keys, wanted.get(0).getPrimitiveType()))) {
        long order = ((Number) value(orders, wanted.get(1).getPrimitiveType())).longValue();
        long pixel = ((Number) value(pixels, wanted.get(2).getPrimitiveType())).longValue();
        found.add(new HatsPixel((int) order, pixel));
      } else {
        skip(orders, wanted.get(1));
        skip(pixels, wanted.get(2));
      }
      keys.consume();
      orders.consume();
      pixels.consume();
    }
  }

  private static void skip(ColumnReader reader, ColumnDescriptor column) {
    if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
      reader.skip();
    }
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

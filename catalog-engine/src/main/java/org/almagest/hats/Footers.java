package org.almagest.hats;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * What {@code _metadata} and {@code _common_metadata} say of all files of a dataset; both may be
 * missing.
 *
 * @param rowsByPath rows of the files, by their path in the dataset; empty where it is not known
 * @param schema the columns of the files, or null where they are not known
 */
record Footers(Map<String, Long> rowsByPath, @Nullable MessageType schema) {

  static Footers read(Storage storage, Location dataset) throws IOException {
    Map<String, Long> rows = new HashMap<>();
    MessageType schema = null;
    Location all = dataset.resolve("_metadata");
    if (storage.isFile(all)) {
      ParquetMetadata footer = of(storage, all);
      schema = footer.getFileMetaData().getSchema();
      for (BlockMetaData block : footer.getBlocks()) {
        if (block.getPath() != null) {
          rows.merge(block.getPath(), block.getRowCount(), Long::sum);
        }
      }
    }
    Location common = dataset.resolve("_common_metadata");
    if (schema == null && storage.isFile(common)) {
      schema = of(storage, common).getFileMetaData().getSchema();
    }
    return new Footers(rows, schema);
  }

  /**
   * The footer of one file.
   *
   * @throws HatsException if it is not Parquet
   */
  static ParquetMetadata of(Storage storage, Location file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(storage.parquet(file))) {
      return reader.getFooter();
    } catch (RuntimeException e) {
      throw new HatsException("[" + file + "] is not Parquet: " + e.getMessage(), e);
    }
  }
}

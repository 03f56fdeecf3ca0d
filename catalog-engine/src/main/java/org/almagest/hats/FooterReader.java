package org.almagest.hats;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * What {@code _metadata} and {@code _common_metadata} say of all files of a dataset, both of which
 * may be missing; and the footers of the files where they say nothing.
 */
final class FooterReader {

  private final Storage storage;
  private final Map<String, Long> rowsByPath = new HashMap<>();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private @Nullable MessageType schema;

  private FooterReader(Storage storage) {
    this.storage = storage;
  }

  static FooterReader read(Storage storage, Location dataset) throws IOException {
    FooterReader footers = new FooterReader(storage);
    Location all = dataset.resolve("_metadata");
    if (storage.isFile(all)) {
      ParquetMetadata footer = of(storage, all);
      footers.schema = footer.getFileMetaData().getSchema();
      for (BlockMetaData block : footer.getBlocks()) {
        if (block.getPath() != null) {
          footers.rowsByPath.merge(block.getPath(), block.getRowCount(), Long::sum);
          footers.noteEncodings(block);
        }
      }
    }
    Location common = dataset.resolve("_common_metadata");
    if (footers.schema == null && storage.isFile(common)) {
      footers.schema = of(storage, common).getFileMetaData().getSchema();
    }
    return footers;
  }

  /** Rows of the files that are known so far, by their path in the dataset. */
  Map<String, Long> rowsByPath() {
    return rowsByPath;
  }

  /** The columns of the files, or null where they are not known. */
  @Nullable MessageType schema() {
    return schema;
  }

  /** How values are encoded in the files that are known so far. */
  Set<Encoding> encodings() {
    return encodings;
  }

  /** The rows of a file, from its own footer if need be. */
  long rows(String path, Location file) throws IOException {
    Long known = rowsByPath.get(path);
    if (known != null) {
      return known;
    }
    ParquetMetadata footer = of(storage, file);
    if (schema == null) {
      schema = footer.getFileMetaData().getSchema();
    }
    footer.getBlocks().forEach(this::noteEncodings);
    return footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  private void noteEncodings(BlockMetaData block) {
    block.getColumns().forEach(chunk -> encodings.addAll(chunk.getEncodings()));
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

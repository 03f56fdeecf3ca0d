package org.almagest.hats;

import java.io.IOException;
import java.util.Optional;
import org.almagest.sky.healpix.HealpixRange;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** What the end of a Parquet file says of it. */
public final class ParquetFooter {

  private final ParquetMetadata metadata;

  private ParquetFooter(ParquetMetadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Reads the footer of a file.
   *
   * @throws HatsException if it is not Parquet
   */
  public static ParquetFooter of(Storage storage, Location file) throws IOException {
    return new ParquetFooter(FooterReader.of(storage, file));
  }

  /** How many rows the file has. */
  public long rows() {
    return metadata.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /** The columns. */
  public MessageType schema() {
    return metadata.getFileMetaData().getSchema();
  }

  /** What the file says under a key of its own, if it does. */
  public Optional<String> keyValue(String key) {
    return Optional.ofNullable(metadata.getFileMetaData().getKeyValueMetaData().get(key));
  }

  /** The least and the greatest value of a column of pixels, if the file says it. */
  public Optional<HealpixRange> extremes(String column) {
    long least = Long.MAX_VALUE;
    long greatest = -1;
    for (BlockMetaData block : metadata.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (chunk.getPath().toDotString().equals(column)
            && chunk.getStatistics() instanceof LongStatistics statistics
            && statistics.hasNonNullValue()) {
          least = Math.min(least, statistics.getMin());
          greatest = Math.max(greatest, statistics.getMax());
        }
      }
    }
    return greatest < least ? Optional.empty() : Optional.of(new HealpixRange(least, greatest));
  }
}

package org.almagest.hats.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.match.CatalogRows;
import org.almagest.hats.match.PartFile;
import org.almagest.hats.match.SideColumns;
import org.almagest.sky.Region;
import org.almagest.sky.coverage.RegionCoverage;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.text.Stcs;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** The partitions of a catalog that may hold wanted rows, a file to a partition of Spark. */
final class HatsScan implements Scan, Batch, SupportsReportStatistics {

  /** Cells of order 18 are 0.8 arcsec wide: finer ones would not spare a row group. */
  private static final int COVERAGE_ORDER = 18;

  private final HatsCatalog catalog;
  private final SideColumns stored;
  private final @Nullable Region region;
  private final StructType columns;
  private final List<HatsPartition> partitions;
  private final List<HealpixRange> ranges;

  HatsScan(HatsCatalog catalog, SideColumns stored, @Nullable Region region, StructType columns) {
    this.catalog = catalog;
    this.stored = stored;
    this.region = region;
    this.columns = columns;
    this.ranges = region == null ? List.of() : RegionCoverage.of(region, COVERAGE_ORDER);
    List<HatsPartition> inRegion =
        region == null ? catalog.partitions() : catalog.partitions(ranges);
    this.partitions = inRegion.stream().filter(this::passes).toList();
  }

  /** Whether comparisons of the pixel column leave rows of a partition. */
  private boolean passes(HatsPartition partition) {
    if (stored.pixel() == null || stored.pixelOrder() != 29) {
      return true;
    }
    for (RowFilter filter : stored.filters()) {
      if (filter.column().equals(stored.pixel())
          && !filter.mayPass(
              (double) partition.range().first(), (double) partition.range().last())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return "HATS "
        + catalog.root()
        + ", partitions "
        + partitions.size()
        + " of "
        + catalog.partitions().size()
        + ", filters "
        + stored.filters()
        + (region == null ? "" : ", region " + Stcs.format(region));
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public Statistics estimateStatistics() {
    long rows = partitions.stream().mapToLong(HatsPartition::rows).sum();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(Math.multiplyExact(rows, (long) columns.defaultSize()));
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(rows);
      }
    };
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return partitions.stream()
        .flatMap(partition -> partition.files().stream())
        .map(file -> new Part(new PartFile(file, ranges)))
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Readers(
        stored,
        region == null ? null : Stcs.format(region),
        columns,
        Map.copyOf(NestedTypes.times(catalog.schema())));
  }

  private record Part(PartFile file) implements InputPartition {}

  private record Readers(
      SideColumns stored, @Nullable String region, StructType columns, Map<String, Long> times)
      implements PartitionReaderFactory {
    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new UnsupportedOperationException("The catalog is read by columns");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      try {
        return new Reader(
            CatalogRows.open(
                ((Part) partition).file(),
                stored,
                Optional.ofNullable(region).map(text -> Stcs.parse(text)),
                List.of(columns.fieldNames())),
            columns,
            times);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Reader(CatalogRows rows, StructType columns, Map<String, Long> times)
      implements PartitionReader<ColumnarBatch> {
    @Override
    public boolean next() throws IOException {
      return rows.advance();
    }

    @Override
    public ColumnarBatch get() {
      ColumnVector[] vectors = new ColumnVector[columns.fields().length];
      try {
        for (int i = 0; i < vectors.length; i++) {
          StructField column = columns.fields()[i];
          vectors[i] = NestedVector.read(rows, column.name(), column.dataType(), times);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ColumnarBatch(vectors, rows.rows());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}

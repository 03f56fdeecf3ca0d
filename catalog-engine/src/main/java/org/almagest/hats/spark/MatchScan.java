package org.almagest.hats.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchOutput;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.PartMatch;
import org.almagest.hats.spark.MatchColumn.Side;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A match whose parts are the partitions of the scan. */
final class MatchScan implements Scan, Batch {

  private final MatchOptions match;
  private final MatchJob job;
  private final List<MatchColumn> columns;

  MatchScan(MatchOptions match, MatchJob job, List<MatchColumn> columns) {
    this.match = match;
    this.job = job;
    this.columns = columns;
  }

  @Override
  public StructType readSchema() {
    StructType schema = new StructType();
    for (MatchColumn column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return schema;
  }

  @Override
  public String description() {
    return match.description()
        + ", left filters "
        + job.left().filters()
        + ", right filters "
        + job.right().filters();
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
  public InputPartition[] planInputPartitions() {
    return match.parts(job.kept()).stream().map(Part::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Readers(job, columns, match.unitsPerDegree());
  }

  private record Part(MatchPart part) implements InputPartition {}

  private record Readers(MatchJob job, List<MatchColumn> columns, double unitsPerDegree)
      implements PartitionReaderFactory {
    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new UnsupportedOperationException("The match is read by columns");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      try {
        MatchOutput output = new MatchOutput(paths(Side.LEFT), paths(Side.RIGHT));
        return new Reader(
            PartMatch.open(job, ((Part) partition).part(), output), columns, unitsPerDegree);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Set<String> paths(Side side) {
      return columns.stream()
          .filter(column -> column.side() == side)
          .map(MatchColumn::path)
          .collect(Collectors.toSet());
    }
  }

  private record Reader(PartMatch match, List<MatchColumn> columns, double unitsPerDegree)
      implements PartitionReader<ColumnarBatch> {
    @Override
    public boolean next() {
      return match.advance();
    }

    @Override
    public ColumnarBatch get() {
      ColumnVector[] vectors = new ColumnVector[columns.size()];
      try {
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = vector(columns.get(i));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ColumnarBatch(vectors, match.rows());
    }

    private ColumnVector vector(MatchColumn column) throws IOException {
      return switch (column.side()) {
        case LEFT -> ValueVector.of(column.type(), match.left(column.path()), column.times());
        case RIGHT ->
            match.hasRight()
                ? ValueVector.of(column.type(), match.right(column.path()), column.times())
                : ValueVector.nulls(column.type());
        case SEPARATION -> ValueVector.of(column.type(), match.separations(unitsPerDegree), 1);
      };
    }

    @Override
    public void close() throws IOException {
      match.close();
    }
  }
}

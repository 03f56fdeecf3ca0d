package org.almagest.hats.spark;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The format {@code columnar-parquet}: writes plain Parquet several times faster than Spark's own
 * format, which encodes value by value. It is read as {@code parquet}. The files appear together
 * when the job is done, or not at all.
 */
public final class ColumnarParquetSource implements TableProvider, DataSourceRegister {

  @Override
  public String shortName() {
    return "columnar-parquet";
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new UnsupportedOperationException(
        "The format columnar-parquet only writes: read the folder with the format parquet");
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new Target(schema);
  }

  private record Target(StructType rows) implements SupportsWrite {
    /** Deprecated, but abstract: the newer method calls it. */
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return rows;
    }

    @Override
    public String name() {
      return "columnar-parquet";
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(
          TableCapability.BATCH_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
      return new Builder(info);
    }
  }

  private static final class Builder implements SupportsTruncate {
    private final LogicalWriteInfo info;
    private FolderWrite.Existing existing = FolderWrite.Existing.KEPT;

    Builder(LogicalWriteInfo info) {
      this.info = info;
    }

    @Override
    public WriteBuilder truncate() {
      existing = FolderWrite.Existing.REPLACED;
      return this;
    }

    @Override
    public Write build() {
      return new Write() {
        @Override
        public BatchWrite toBatch() {
          return new FolderWrite(info, existing);
        }
      };
    }
  }
}

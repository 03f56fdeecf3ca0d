package org.almagest.hats.spark;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** The format {@code hats-match}: the match of two HATS catalogs as a table. */
public final class HatsMatchSource implements TableProvider, DataSourceRegister {

  private @Nullable MatchOptions opened;

  @Override
  public String shortName() {
    return "hats-match";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return match(options).schema();
  }

  /** Spark asks for the schema, then for the table: the catalogs are opened once. */
  private MatchOptions match(CaseInsensitiveStringMap options) {
    MatchOptions last = opened;
    if (last == null || !last.isOf(options)) {
      last = new MatchOptions(options);
      opened = last;
    }
    return last;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new MatchTable(match(new CaseInsensitiveStringMap(properties)));
  }

  private record MatchTable(MatchOptions match) implements SupportsRead {
    @Override
    public String name() {
      return match.description();
    }

    /** Deprecated, but abstract: the newer method calls it. */
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return match.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return new MatchScanBuilder(match);
    }
  }
}

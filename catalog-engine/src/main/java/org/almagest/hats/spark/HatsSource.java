package org.almagest.hats.spark;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.text.Stcs;
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

/** The format {@code hats}: a HATS catalog, or a part of the sky of it, as a table. */
public final class HatsSource implements TableProvider, DataSourceRegister {

  private @Nullable HatsTable opened;

  @Override
  public String shortName() {
    return "hats";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return NestedTypes.schema(table(options).catalog().schema());
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return table(new CaseInsensitiveStringMap(properties));
  }

  private HatsTable table(CaseInsensitiveStringMap options) {
    HatsTable last = opened;
    if (last == null || !last.options().equals(options)) {
      String path = options.get("path");
      if (path == null) {
        throw new IllegalArgumentException(
            "The folder of the HATS catalog or collection is missing: give it to load(...)");
      }
      last =
          new HatsTable(options, HatsCollection.open(Location.of(path)).catalog(), region(options));
      opened = last;
    }
    return last;
  }

  private static @Nullable Region region(CaseInsensitiveStringMap options) {
    Optional<Region> region =
        Optional.ofNullable(options.get("region")).map(text -> Stcs.parse(text));
    String cone = options.get("cone");
    if (cone == null) {
      return region.orElse(null);
    }
    if (region.isPresent()) {
      throw new IllegalArgumentException("Give one of the options [cone] and [region], not both");
    }
    try {
      double[] numbers =
          Arrays.stream(cone.strip().split("[,\\s]+")).mapToDouble(Double::parseDouble).toArray();
      if (numbers.length == 3) {
        return new Cone(numbers[0], numbers[1], numbers[2]);
      }
    } catch (NumberFormatException e) {
      throw wrongCone(cone, e);
    }
    throw wrongCone(cone, null);
  }

  private static IllegalArgumentException wrongCone(String cone, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "The option [cone] is ["
            + cone
            + "]; write right ascension, declination and radius in degrees: [10.68, 41.27, 0.5]",
        cause);
  }

  private record HatsTable(
      CaseInsensitiveStringMap options, HatsCatalog catalog, @Nullable Region region)
      implements SupportsRead {
    @Override
    public String name() {
      return "HATS " + catalog.root();
    }

    /** Deprecated, but abstract: the newer method calls it. */
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return NestedTypes.schema(catalog.schema());
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap given) {
      return new HatsScanBuilder(catalog, Optional.ofNullable(region));
    }
  }
}

package org.almagest.ingest;

import java.util.List;
import org.almagest.TestSpark;
import org.almagest.catalog.CatalogTable;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.Location;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What an ingest made, read again. */
public final class IngestedTables {

  private IngestedTables() {}

  public static HatsCollection collection(CatalogTable table) {
    return HatsCollection.open(Location.of(table.files().root()));
  }

  static HatsCatalog catalog(CatalogTable table) {
    return collection(table).catalog();
  }

  public static Dataset<Row> rows(CatalogTable table) {
    return rows(catalog(table));
  }

  private static Dataset<Row> rows(HatsCatalog catalog) {
    return read(catalog.partitions());
  }

  public static Dataset<Row> rows(HatsPartition partition) {
    return read(List.of(partition));
  }

  private static Dataset<Row> read(List<HatsPartition> partitions) {
    List<String> files =
        partitions.stream()
            .flatMap(partition -> partition.files().stream())
            .map(file -> file.path().toString())
            .toList();
    return TestSpark.session().read().parquet(files.toArray(String[]::new));
  }
}

package org.almagest.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.CatalogTable;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsException;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.Location;
import org.almagest.sky.HealpixRange;

/**
 * The files of tables, and which of them a part of the sky needs. The files of one version of a
 * table do not change, so what was found is kept.
 */
final class TableFiles {

  private static final int KEPT = 256;

  /** Each row of what is read is compared with each range: more cost more than they spare. */
  private static final int RANGES_SENT = 8;

  private final RecentlyUsed<Path, HatsCatalog> catalogs = new RecentlyUsed<>(KEPT);

  /**
   * What is left to read of a table.
   *
   * @param ranges where rows are wanted; empty for the whole table
   * @throws EngineException if the files of the table cannot be found
   */
  ScanFiles scan(int scanId, CatalogTable table, Optional<List<HealpixRange>> ranges) {
    return switch (table.placement().layout()) {
      case HATS -> hats(scanId, table, ranges);
      case PARQUET -> folder(scanId, table);
    };
  }

  private ScanFiles hats(int scanId, CatalogTable table, Optional<List<HealpixRange>> ranges) {
    HatsCatalog catalog = catalogs.get(table.placement().root(), root -> open(table));
    List<HatsPartition> all = catalog.partitions();
    List<HatsPartition> wanted = ranges.map(catalog::partitions).orElse(all);
    double rows = 0;
    double bytes = 0;
    for (HatsPartition partition : wanted) {
      double share = ranges.map(parts -> share(partition, parts)).orElse(1.0);
      rows += share * partition.rows();
      bytes += share * partition.bytes();
    }
    return new ScanFiles(
        scanId,
        table,
        wanted.stream()
            .flatMap(partition -> partition.files().stream())
            .map(HatsFile::path)
            .toList(),
        ranges.map(parts -> HealpixRanges.widened(parts, RANGES_SENT)).orElse(List.of()),
        all.size(),
        (long) Math.ceil(rows),
        (long) Math.ceil(bytes));
  }

  private static HatsCatalog open(CatalogTable table) {
    try {
      return HatsCollection.open(Location.of(table.placement().root())).catalog();
    } catch (HatsException e) {
      throw damaged(table, e);
    }
  }

  private ScanFiles folder(int scanId, CatalogTable table) {
    try {
      List<Path> files = ParquetFolder.files(table.placement().root());
      long bytes = table.bytes();
      if (bytes == 0) {
        for (Path file : files) {
          bytes += Files.size(file);
        }
      }
      return new ScanFiles(scanId, table, files, List.of(), files.size(), table.rows(), bytes);
    } catch (IOException e) {
      throw damaged(table, e);
    }
  }

  /** The part of a partition's pixel that the ranges cover, 0 to 1. */
  private static double share(HatsPartition partition, List<HealpixRange> ranges) {
    HealpixRange pixel = partition.range();
    double covered = 0;
    for (HealpixRange range : ranges) {
      long first = Math.max(range.first(), pixel.first());
      long last = Math.min(range.last(), pixel.last());
      if (first <= last) {
        covered += (double) (last - first) + 1;
      }
    }
    return covered / ((double) (pixel.last() - pixel.first()) + 1);
  }

  private static EngineException damaged(CatalogTable table, Exception cause) {
    return new EngineException(
        EngineException.Code.TABLE_DAMAGED,
        "The files of table [" + table.qualifiedName() + "] cannot be read",
        cause);
  }
}

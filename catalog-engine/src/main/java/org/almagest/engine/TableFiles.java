package org.almagest.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredColumns;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.almagest.engine.FileAnswers.Question;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsException;
import org.almagest.hats.HatsIndex;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.SpatialColumn;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.healpix.HealpixRanges;

/**
 * The files of tables, and which of them a part of the sky or some identifiers need. The files of
 * one version of a table do not change, so what was found is kept.
 */
final class TableFiles {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Each row of what is read is compared with each range: more cost more than they spare. */
  private static final int RANGES_SENT = 8;

  private final FileAnswers answers;
  private final Function<CatalogTable, HatsCollection> opener;

  TableFiles() {
    this(TableFiles::open, PATIENCE);
  }

  /**
   * @param opener reads the files that describe a catalog
   * @param patience how long a query waits for the files of a table
   */
  TableFiles(Function<CatalogTable, HatsCollection> opener, Duration patience) {
    this.opener = opener;
    this.answers = new FileAnswers(patience);
  }

  /** A folder that was registered again after it had grown is another version of its table. */
  private record Version(FilePlacement placement, long rows, long bytes) {
    static Version of(CatalogTable table) {
      return new Version(table.files(), table.rows(), table.bytes());
    }
  }

  /** What is asked of the files of a version. */
  private enum About {
    CATALOG,
    FOLDER
  }

  /**
   * The files of a folder.
   *
   * @param bytes of all of them
   */
  private record Folder(List<String> files, long bytes) {}

  /** Which partitions an index names for some values. */
  private record Named(Optional<SortedSet<HatsPixel>> pixels) {}

  /**
   * What is left to read of a table.
   *
   * @param wanted what conditions say of the rows
   * @throws EngineException if the files of the table cannot be found
   */
  ScanFiles scan(int scanId, CatalogTable table, Wanted wanted) {
    if (table.inFiles().isEmpty()) {
      return ScanFiles.elsewhere(scanId, table);
    }
    return switch (table.files().layout()) {
      case HATS -> hats(scanId, table, wanted);
      case PARQUET ->
          folder(scanId, table, ask(About.FOLDER, table, Folder.class, () -> list(table)));
    };
  }

  private <T> T ask(About about, CatalogTable table, Class<T> type, Supplier<T> read) {
    return answers.ask(new Question(Version.of(table), about), table, type, read);
  }

  /** All of a table that no other query reads: nothing of it is remembered. */
  static ScanFiles once(int scanId, CatalogTable table) {
    return switch (table.files().layout()) {
      case HATS -> {
        HatsCollection collection = open(table);
        yield hats(scanId, table, collection, Optional.empty(), collection.catalog().partitions());
      }
      case PARQUET -> folder(scanId, table, list(table));
    };
  }

  private ScanFiles hats(int scanId, CatalogTable table, Wanted wanted) {
    try {
      HatsCollection collection =
          ask(About.CATALOG, table, HatsCollection.class, () -> opener.apply(table));
      HatsCatalog catalog = collection.catalog();
      Optional<List<HealpixRange>> ranges = wanted.ranges();
      List<HatsPartition> left = ranges.map(catalog::partitions).orElse(catalog.partitions());
      for (Wanted.Values values : wanted.values()) {
        left = holding(values, table, collection, left);
      }
      return hats(scanId, table, collection, ranges, left);
    } catch (HatsException e) {
      throw damaged(table, e);
    }
  }

  private static ScanFiles hats(
      int scanId,
      CatalogTable table,
      HatsCollection collection,
      Optional<List<HealpixRange>> ranges,
      List<HatsPartition> left) {
    HatsCatalog catalog = collection.catalog();
    double rows = 0;
    double bytes = 0;
    for (HatsPartition partition : left) {
      double share = ranges.map(parts -> share(partition, parts)).orElse(1.0);
      rows += share * partition.rows();
      bytes += share * partition.bytes();
    }
    Optional<SpatialColumn> pixels = catalog.spatialColumn();
    return new ScanFiles(
        scanId,
        table,
        left.stream()
            .flatMap(partition -> partition.files().stream())
            .map(file -> file.location().text())
            .toList(),
        StoredColumns.of(catalog.schema(), table.columns()),
        catalog.encodings(),
        pixels.map(SpatialColumn::name).orElse(HatsCatalog.HEALPIX_COLUMN),
        pixels.isEmpty()
            ? List.of()
            : ranges.map(parts -> sent(parts, pixels.get())).orElse(List.of()),
        catalog.partitions().size(),
        (long) Math.ceil(rows),
        (long) Math.ceil(bytes),
        collection);
  }

  /** The ranges as an engine compares them with the stored pixels. */
  private static List<HealpixRange> sent(List<HealpixRange> ranges, SpatialColumn pixels) {
    int shift = 2 * (29 - pixels.order());
    return HealpixRanges.widened(HealpixRanges.shifted(ranges, shift), RANGES_SENT);
  }

  /** The partitions that an index of the column names, if there is one that can tell. */
  private List<HatsPartition> holding(
      Wanted.Values values,
      CatalogTable table,
      HatsCollection collection,
      List<HatsPartition> partitions) {
    HatsIndex index = collection.indexes().get(values.column());
    if (index == null) {
      return partitions;
    }
    Named named =
        answers.askOnce(
            new Question(Version.of(table), values),
            table,
            Named.class,
            () -> new Named(index.partitions(values.values())));
    return named
        .pixels()
        .map(pixels -> partitions.stream().filter(part -> pixels.contains(part.pixel())).toList())
        .orElse(partitions);
  }

  private static HatsCollection open(CatalogTable table) {
    return HatsCollection.openKnown(
        Location.of(table.files().location()), lacking(table), table.rows());
  }

  /** What the properties of a registered catalog may lack, and its registration said. */
  private static HatsProperties lacking(CatalogTable table) {
    Map<String, String> known = new LinkedHashMap<>();
    table
        .sky()
        .ifPresent(
            sky -> {
              known.put("hats_col_ra", sky.ra());
              known.put("hats_col_dec", sky.dec());
            });
    return new HatsProperties(known);
  }

  private static Folder list(CatalogTable table) {
    try {
      List<Path> files = ParquetFolder.files(table.files().root());
      long bytes = table.bytes();
      if (bytes == 0) {
        for (Path file : files) {
          bytes += Files.size(file);
        }
      }
      return new Folder(
          files.stream().map(file -> file.toAbsolutePath().toString()).toList(), bytes);
    } catch (IOException e) {
      throw damaged(table, e);
    }
  }

  private static ScanFiles folder(int scanId, CatalogTable table, Folder folder) {
    return new ScanFiles(
        scanId,
        table,
        folder.files(),
        List.of(),
        Set.of(),
        HatsCatalog.HEALPIX_COLUMN,
        List.of(),
        folder.files().size(),
        table.rows(),
        folder.bytes(),
        null);
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

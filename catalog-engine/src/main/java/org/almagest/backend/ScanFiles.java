package org.almagest.backend;

import java.util.List;
import java.util.Set;
import org.almagest.catalog.CatalogTable;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.sky.healpix.HealpixRange;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * What is left to read of one table at one place of a plan.
 *
 * @param scanId the number of the place, unique in the plan
 * @param files the files that may hold wanted rows: absolute paths or URIs
 * @param columns how the files hold the columns of the table, in its order; none where each is
 *     simply there
 * @param encodings how values are encoded anywhere in the files, where that is not what our own
 *     writers do
 * @param pixelColumn the column of the files that the ranges are of
 * @param ranges where rows are wanted, in the order of the pixel column; empty for everywhere
 * @param filesInAll how many files the table has
 * @param rows an estimate of the rows to read
 * @param bytes an estimate of the bytes to read
 * @param collection the catalog that the files are of, opened; null where the table is not HATS
 */
public record ScanFiles(
    int scanId,
    CatalogTable table,
    List<String> files,
    List<StoredColumn> columns,
    Set<Encoding> encodings,
    String pixelColumn,
    List<HealpixRange> ranges,
    int filesInAll,
    long rows,
    long bytes,
    @Nullable HatsCollection collection) {

  /** Copies the collections. */
  public ScanFiles {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
    encodings = Set.copyOf(encodings);
    ranges = List.copyOf(ranges);
  }

  /** The scan of a table that is in no files: all of it is left to read where it is. */
  public static ScanFiles elsewhere(int scanId, CatalogTable table) {
    return new ScanFiles(
        scanId,
        table,
        List.of(),
        List.of(),
        Set.of(),
        HatsCatalog.HEALPIX_COLUMN,
        List.of(),
        0,
        table.rows(),
        table.bytes(),
        null);
  }

  /** The tables of scans that an engine which reads files cannot have, in words for the user. */
  public static List<String> inNoFiles(List<ScanFiles> scans) {
    return scans.stream()
        .map(ScanFiles::table)
        .filter(table -> table.inFiles().isEmpty())
        .map(table -> table.qualifiedName() + " is in a database server, not in files")
        .distinct()
        .toList();
  }

  /** A number above those of all scans. */
  public static int nextId(List<ScanFiles> scans) {
    return scans.stream().mapToInt(ScanFiles::scanId).max().orElse(-1) + 1;
  }

  /** The one of a scan. */
  public static ScanFiles of(List<ScanFiles> scans, int scanId) {
    return scans.stream()
        .filter(scan -> scan.scanId() == scanId)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No scan [" + scanId + "]"));
  }
}

package org.almagest.ingest;

import java.nio.file.Path;
import java.util.List;
import org.almagest.ingest.file.FileOptions;

/**
 * What to ingest, as which table.
 *
 * @param release the release: {@code release.table} in ADQL
 * @param table the table, which is replaced if it exists
 * @param files CSV (separated by comma, tab, semicolon or bar; gzip too), Parquet, FITS, VOTable
 * @param descriptions what is said of the table beside the files
 * @param fileOptions how to read the files
 * @param limits how large partitions may be
 * @param skyOptions what goes with a table that has positions
 */
public record IngestRequest(
    String release,
    String table,
    List<Path> files,
    Descriptions descriptions,
    FileOptions fileOptions,
    PartitionLimits limits,
    SkyOptions skyOptions) {

  /** Copies the files. */
  public IngestRequest {
    files = List.copyOf(files);
  }

  /** A request that leaves all else to be found in the files. */
  public static IngestRequest of(String release, String table, List<Path> files) {
    return new IngestRequest(
        release,
        table,
        files,
        Descriptions.NONE,
        FileOptions.DEFAULT,
        PartitionLimits.DEFAULT,
        SkyOptions.DEFAULT);
  }

  /** The same request, with other descriptions. */
  public IngestRequest with(Descriptions said) {
    return new IngestRequest(release, table, files, said, fileOptions, limits, skyOptions);
  }

  /** The same, with the files read otherwise. */
  public IngestRequest with(FileOptions options) {
    return new IngestRequest(release, table, files, descriptions, options, limits, skyOptions);
  }

  /** The same request, with other partitions. */
  public IngestRequest with(PartitionLimits newLimits) {
    return new IngestRequest(
        release, table, files, descriptions, fileOptions, newLimits, skyOptions);
  }

  /** The same, with another margin, index, type or companions. */
  public IngestRequest with(SkyOptions options) {
    return new IngestRequest(release, table, files, descriptions, fileOptions, limits, options);
  }
}

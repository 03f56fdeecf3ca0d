package org.almagest.ingest;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ingest, as which table.
 *
 * @param release the release: {@code release.table} in ADQL
 * @param releaseDescription what it is; null keeps what is known
 * @param table the table, which is replaced if it exists
 * @param tableDescription what it holds; null takes that of the Felis file
 * @param raColumn the column of the right ascension; null to find it
 * @param decColumn the column of the declination; null to find it
 * @param felis the description of the table; null to infer it
 * @param columnNames the names of the columns of text files without a header and without a Felis
 *     file; else empty
 * @param skyOptions what goes with a table that has positions
 * @param files CSV (separated by comma, tab, semicolon or bar; gzip too), Parquet, FITS, VOTable
 */
public record IngestRequest(
    String release,
    @Nullable String releaseDescription,
    String table,
    @Nullable String tableDescription,
    @Nullable String raColumn,
    @Nullable String decColumn,
    @Nullable Path felis,
    List<String> columnNames,
    Header header,
    BadRows badRows,
    PartitionLimits limits,
    SkyOptions skyOptions,
    List<Path> files) {

  /** Copies the lists. */
  public IngestRequest {
    columnNames = List.copyOf(columnNames);
    files = List.copyOf(files);
  }

  /** A request that leaves all else to be found in the files. */
  public static IngestRequest of(String release, String table, List<Path> files) {
    return new IngestRequest(
        release,
        null,
        table,
        null,
        null,
        null,
        null,
        List.of(),
        Header.DETECT,
        BadRows.FAIL,
        PartitionLimits.DEFAULT,
        SkyOptions.DEFAULT,
        files);
  }

  /** The same with these position columns. */
  public IngestRequest withPosition(@Nullable String ra, @Nullable String dec) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        ra,
        dec,
        felis,
        columnNames,
        header,
        badRows,
        limits,
        skyOptions,
        files);
  }

  /** The same, described by a Felis file. */
  public IngestRequest withFelis(@Nullable Path file) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        file,
        columnNames,
        header,
        badRows,
        limits,
        skyOptions,
        files);
  }

  /** The same with these columns, for text files without a header. */
  public IngestRequest withColumnNames(List<String> names) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        felis,
        names,
        header,
        badRows,
        limits,
        skyOptions,
        files);
  }

  /** The same, with or without a header in text files. */
  public IngestRequest withHeader(Header newHeader) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        felis,
        columnNames,
        newHeader,
        badRows,
        limits,
        skyOptions,
        files);
  }

  /** The same, with another way to treat bad rows. */
  public IngestRequest withBadRows(BadRows policy) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        felis,
        columnNames,
        header,
        policy,
        limits,
        skyOptions,
        files);
  }

  /** The same, with other partitions. */
  public IngestRequest withLimits(PartitionLimits newLimits) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        felis,
        columnNames,
        header,
        badRows,
        newLimits,
        skyOptions,
        files);
  }

  /** The same, with another margin, index or type. */
  public IngestRequest withSkyOptions(SkyOptions options) {
    return new IngestRequest(
        release,
        releaseDescription,
        table,
        tableDescription,
        raColumn,
        decColumn,
        felis,
        columnNames,
        header,
        badRows,
        limits,
        options,
        files);
  }

  /** The same, with descriptions of the release and of the table. */
  public IngestRequest withDescriptions(@Nullable String ofRelease, @Nullable String ofTable) {
    return new IngestRequest(
        release,
        ofRelease,
        table,
        ofTable,
        raColumn,
        decColumn,
        felis,
        columnNames,
        header,
        badRows,
        limits,
        skyOptions,
        files);
  }
}

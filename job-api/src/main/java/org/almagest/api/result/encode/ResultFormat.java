package org.almagest.api.result.encode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almagest.api.error.ServiceException;

/** The forms a result can have (TAP 1.1, section 2.7.3; DALI 1.1, section 3.4.3). */
@SuppressWarnings("ImmutableEnumChecker") // The lists are made by List.of.
public enum ResultFormat {
  /** VOTable, rows as XML. */
  VOTABLE(
      "application/x-votable+xml",
      "xml",
      "votable",
      "votable/td",
      "text/xml",
      "application/xml",
      "text/x-votable+xml",
      "application/x-votable+xml;serialization=TABLEDATA"),
  /** VOTable, rows as BINARY. */
  VOTABLE_BINARY(
      "application/x-votable+xml;serialization=BINARY", "xml", "votable/b", "votable/binary"),
  /** VOTable, rows as BINARY2. */
  VOTABLE_BINARY2(
      "application/x-votable+xml;serialization=BINARY2", "xml", "votable/b2", "binary2"),
  /** Comma-separated values, with a header. */
  CSV("text/csv", "csv", "csv", "text/csv;header=present"),
  /** Comma-separated values, rows only. */
  CSV_BARE("text/csv;header=absent", "csv", "csv_bare"),
  /** Tab-separated values, with a header. */
  TSV("text/tab-separated-values", "tsv", "tsv"),
  /** A binary table of FITS. */
  FITS("application/fits", "fits", "fits"),
  /** Parquet with VOTable metadata. */
  PARQUET("application/vnd.apache.parquet", "parquet", "parquet", "application/x-parquet"),
  /** A database of SQLite: the rows, and what the columns mean. */
  SQLITE("application/vnd.sqlite3", "sqlite", "sqlite", "application/x-sqlite3"),
  /** CSV with a head that says what the columns mean. */
  ECSV("application/x-ecsv", "ecsv", "ecsv", "text/x-ecsv"),
  /** A page for people. */
  HTML("text/html", "html", "html"),
  /** Columns side by side, for people. */
  TEXT("text/plain", "txt", "text", "txt"),
  /** JSON: columns, and rows as arrays. */
  JSON("application/json", "json", "json");

  private final String mimeType;
  private final String fileExtension;
  private final List<String> aliases;

  ResultFormat(String mimeType, String fileExtension, String... aliases) {
    this.mimeType = mimeType;
    this.fileExtension = fileExtension;
    this.aliases = List.of(aliases);
  }

  /**
   * The format of that MIME type or alias, in any case.
   *
   * @throws ServiceException listing what is offered, if there is none
   */
  public static ResultFormat of(String name) {
    String wanted = MimeType.canonical(name);
    for (ResultFormat format : values()) {
      if (format.names().anyMatch(known -> MimeType.canonical(known).equals(wanted))) {
        return format;
      }
    }
    throw new ServiceException(
        ServiceException.Code.BAD_PARAMETER,
        "RESPONSEFORMAT [" + name + "] is not offered: choose one of " + offered());
  }

  private Stream<String> names() {
    return Stream.concat(Stream.of(mimeType), aliases.stream());
  }

  private static String offered() {
    return Arrays.stream(values())
        .map(format -> format.aliases.get(0) + " (" + format.mimeType + ")")
        .collect(Collectors.joining(", "));
  }

  /** The MIME type. */
  public String mimeType() {
    return mimeType;
  }

  /** What a file of the format ends in, without the dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /** Other names, the short one first. */
  public List<String> aliases() {
    return aliases;
  }

  /** TAPRegExt's identifier of the format, where it has one. */
  public Optional<String> standardId() {
    return switch (this) {
      case VOTABLE -> Optional.of("ivo://ivoa.net/std/TAPRegExt#output-votable-td");
      case VOTABLE_BINARY -> Optional.of("ivo://ivoa.net/std/TAPRegExt#output-votable-binary");
      case VOTABLE_BINARY2 -> Optional.of("ivo://ivoa.net/std/TAPRegExt#output-votable-binary2");
      case CSV, CSV_BARE, TSV, FITS, PARQUET, SQLITE, ECSV, HTML, TEXT, JSON -> Optional.empty();
    };
  }

  /** The value of the HTTP header. */
  public String contentType() {
    return switch (this) {
      case CSV -> "text/csv;header=present;charset=UTF-8";
      case CSV_BARE, TSV, ECSV, HTML, TEXT -> mimeType + ";charset=UTF-8";
      case VOTABLE, VOTABLE_BINARY, VOTABLE_BINARY2, FITS, PARQUET, SQLITE, JSON -> mimeType;
    };
  }

  /**
   * The value of the HTTP header for one who asked for a format by that name: a MIME type is what
   * was asked for (DALI 1.1, section 3.4.3).
   */
  public String contentType(String asked) {
    String wanted = MimeType.canonical(asked);
    return names()
        .filter(name -> name.contains("/") && !name.startsWith("votable"))
        .filter(name -> MimeType.canonical(name).equals(wanted))
        .findFirst()
        .filter(name -> !contentType().startsWith(name))
        .orElseGet(this::contentType);
  }

  /**
   * @param scratch a folder for what has to be known before it can be written
   * @param threads encode rows
   */
  public ResultEncoder encoder(Path scratch, EncodingThreads threads) {
    return switch (this) {
      case VOTABLE -> new VotableEncoder(VotableSerialization.TABLEDATA, threads);
      case VOTABLE_BINARY -> new VotableEncoder(VotableSerialization.BINARY, threads);
      case VOTABLE_BINARY2 -> new VotableEncoder(VotableSerialization.BINARY2, threads);
      case CSV ->
          new DelimitedEncoder(DelimitedRows.Dialect.CSV, DelimitedEncoder.Header.PRESENT, threads);
      case CSV_BARE ->
          new DelimitedEncoder(DelimitedRows.Dialect.CSV, DelimitedEncoder.Header.ABSENT, threads);
      case TSV ->
          new DelimitedEncoder(DelimitedRows.Dialect.TSV, DelimitedEncoder.Header.PRESENT, threads);
      case FITS -> new FitsEncoder(scratch);
      case PARQUET -> new ParquetEncoder();
      case SQLITE -> new SqliteEncoder(scratch);
      case ECSV -> new EcsvEncoder(threads);
      case HTML -> new HtmlEncoder(threads);
      case TEXT -> new PlainTextEncoder(threads);
      case JSON -> new JsonEncoder();
    };
  }
}

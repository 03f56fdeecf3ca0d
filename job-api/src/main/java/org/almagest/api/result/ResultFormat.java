package org.almagest.api.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.almagest.api.error.ServiceException;

/** The forms a result can have (TAP 1.1, section 2.7.3; TAPRegExt 1.0, outputFormat). */
@SuppressWarnings("ImmutableEnumChecker") // The lists are made by List.of.
public enum ResultFormat {
  /** VOTable, rows as XML. */
  VOTABLE(
      "application/x-votable+xml",
      "xml",
      List.of("votable", "votable/td", "text/xml", "application/xml"),
      "application/x-votable+xml;serialization=tabledata"),
  /** VOTable, rows as BINARY2. */
  VOTABLE_BINARY2(
      "application/x-votable+xml;serialization=BINARY2",
      "xml",
      List.of("votable/b2", "binary2"),
      "application/x-votable+xml;serialization=binary2"),
  /** Comma-separated values, with a header. */
  CSV("text/csv", "csv", List.of("csv"), "text/csv;header=present"),
  /** Tab-separated values, with a header. */
  TSV("text/tab-separated-values", "tsv", List.of("tsv"), "text/tab-separated-values"),
  /** JSON: columns, and rows as arrays. */
  JSON("application/json", "json", List.of("json"), "application/json");

  private final String mimeType;
  private final String fileExtension;
  private final List<String> aliases;
  private final String synonym;

  ResultFormat(String mimeType, String fileExtension, List<String> aliases, String synonym) {
    this.mimeType = mimeType;
    this.fileExtension = fileExtension;
    this.aliases = aliases;
    this.synonym = synonym;
  }

  /**
   * The format of that MIME type or alias, in any case.
   *
   * @throws ServiceException listing what is offered, if there is none
   */
  public static ResultFormat of(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    for (ResultFormat format : values()) {
      if (format.mimeType.toLowerCase(Locale.ROOT).equals(wanted)
          || format.synonym.equals(wanted)
          || format.aliases.contains(wanted)) {
        return format;
      }
    }
    throw new ServiceException(
        ServiceException.Code.BAD_PARAMETER,
        "RESPONSEFORMAT [" + name + "] is not offered: choose one of " + offered());
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

  /** The value of the HTTP header. */
  public String contentType() {
    return switch (this) {
      case VOTABLE, VOTABLE_BINARY2, JSON -> mimeType;
      case CSV -> "text/csv;header=present;charset=UTF-8";
      case TSV -> "text/tab-separated-values;charset=UTF-8";
    };
  }

  ResultEncoder encoder() {
    return switch (this) {
      case VOTABLE -> new VotableEncoder(uk.ac.starlink.votable.DataFormat.TABLEDATA);
      case VOTABLE_BINARY2 -> new VotableEncoder(uk.ac.starlink.votable.DataFormat.BINARY2);
      case CSV -> new DelimitedEncoder(DelimitedEncoder.Dialect.CSV);
      case TSV -> new DelimitedEncoder(DelimitedEncoder.Dialect.TSV);
      case JSON -> new JsonEncoder();
    };
  }
}

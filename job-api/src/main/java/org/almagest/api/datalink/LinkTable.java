package org.almagest.api.datalink;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;

/** Links as the rows of a table (DataLink 1.1, section 3.2). */
final class LinkTable implements RowStream {
  private static final String TYPE = "application/x-votable+xml";

  private static final List<ResultColumn> COLUMNS =
      List.of(
          text("ID", "meta.id;meta.main", "The identifier that was asked for"),
          text("access_url", "meta.ref.url", "Where the link leads"),
          text("service_def", "meta.ref", "The service that the link calls"),
          text("error_message", "meta.code.error", "Why there is no link"),
          text("description", "meta.note", "What is there"),
          text("semantics", "meta.code", "How it belongs to the row"),
          text("content_type", "meta.code.mime", "The form of what is there"),
          column("content_length", ColumnType.LONG, "byte", "phys.size;meta.file", "Its size"),
          text("local_semantics", "meta.code", "Which of the links of the same semantics it is"));

  private final List<Link> links;
  private int current = -1;

  private LinkTable(List<Link> links) {
    this.links = links;
  }

  /**
   * The links of identifiers, cut between two of them.
   *
   * @param links of each identifier
   * @param maxRec how many rows there may be; empty for any number
   * @param left whether identifiers were left out
   */
  static LimitedRows of(List<List<Link>> links, OptionalLong maxRec, Left left) {
    if (maxRec.isPresent() && maxRec.getAsLong() == 0) {
      return LimitedRows.metadataOnly(COLUMNS);
    }
    List<Link> rows = new ArrayList<>();
    boolean cut = left == Left.SOME;
    for (List<Link> ofId : links) {
      if (maxRec.isPresent() && rows.size() + ofId.size() > maxRec.getAsLong()) {
        cut = true;
        break;
      }
      rows.addAll(ofId);
    }
    int kept = rows.size();
    if (cut) {
      // A row more than the limit is what tells of an overflow.
      rows.add(Link.notFound(""));
    }
    return LimitedRows.of(new LinkTable(rows), OptionalLong.of(kept), UnaryOperator.identity());
  }

  /** Whether identifiers were left out. */
  enum Left {
    /** All identifiers have their links. */
    NONE,
    /** There were more than the service takes at once. */
    SOME
  }

  private static ResultColumn text(String name, String ucd, String description) {
    return column(name, ColumnType.STRING, null, ucd, description);
  }

  private static ResultColumn column(
      String name, ColumnType type, @Nullable String unit, String ucd, String description) {
    return new ResultColumn(
        name,
        new CatalogColumn(
            name, type, unit, ucd, null, description, Visibility.PRINCIPAL, Access.SCANNED));
  }

  @Override
  public List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public boolean advance() {
    current++;
    return current < links.size();
  }

  @Override
  public @Nullable Object value(int column) {
    Link link = links.get(current);
    return switch (COLUMNS.get(column).name()) {
      case "ID" -> link.id();
      case "access_url" -> link.accessUrl();
      case "error_message" -> link.error();
      case "description" -> link.description();
      case "semantics" -> link.semantics();
      case "content_type" -> link.accessUrl() == null ? null : TYPE;
      case "local_semantics" -> link.localSemantics();
      default -> null;
    };
  }

  @Override
  public void close() {}
}

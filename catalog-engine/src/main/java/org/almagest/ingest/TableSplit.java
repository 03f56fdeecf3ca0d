package org.almagest.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.CatalogSpec;
import org.almagest.hats.write.block.SpillChunk;
import org.almagest.ingest.error.IngestException;

/** Which of the columns that were read go into the table, and which into its companions. */
final class TableSplit {

  private final CatalogSpec whole;
  private final String release;
  private final List<Piece> companions = new ArrayList<>();
  private final Piece main;

  /**
   * The columns of one table.
   *
   * @param columns their numbers among those that were read
   */
  record Piece(String table, CatalogSpec spec, List<Integer> columns) {
    /** The rows with these columns alone. */
    List<SpillChunk> rows(List<SpillChunk> chunks) {
      int[] wanted = columns.stream().mapToInt(Integer::intValue).toArray();
      return chunks.stream().map(chunk -> chunk.withColumns(wanted)).toList();
    }
  }

  /**
   * Splits a table as a request asks.
   *
   * @param whole the table with all columns
   * @throws IngestException if a companion has no id to be joined by, or takes what it cannot
   */
  TableSplit(IngestRequest request, CatalogSpec whole) {
    this.whole = whole;
    this.release = request.release();
    Set<Integer> left =
        IntStream.range(0, whole.columns().size())
            .boxed()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (Companion companion : request.skyOptions().companions()) {
      companions.add(companion(request, companion, left));
    }
    this.main = piece(request.table(), whole.name(), List.copyOf(left), whole.marginArcsec());
  }

  Piece main() {
    return main;
  }

  List<Piece> companions() {
    return companions;
  }

  private Piece companion(IngestRequest request, Companion companion, Set<Integer> left) {
    NewNames.check(release, companion.table());
    String id = whole.idColumn();
    if (id == null) {
      throw wrong("The companion [%s] is joined by an id: name its column", companion.table());
    }
    if (companion.table().equalsIgnoreCase(request.table())
        || companions.stream()
            .anyMatch(known -> known.table().equalsIgnoreCase(companion.table()))) {
      throw wrong("The name [%s] of a companion is taken", companion.table());
    }
    List<Integer> columns = new ArrayList<>();
    for (String shared : List.of(id, whole.skyColumns().ra(), whole.skyColumns().dec())) {
      int index = index(shared, companion);
      if (!columns.contains(index)) {
        columns.add(index);
      }
    }
    int common = columns.size();
    for (String name : companion.columns()) {
      int index = index(name, companion);
      if (columns.subList(0, common).contains(index)) {
        throw wrong(
            "The column [%s] stays in both tables: leave it out of [%s]", name, companion.table());
      }
      if (!left.remove(index)) {
        throw wrong("The column [%s] is asked for twice by companions", name);
      }
      columns.add(index);
    }
    if (columns.size() == common) {
      throw wrong("The companion [%s] has no columns", companion.table());
    }
    return piece(companion.table(), release + "_" + companion.table(), columns, 0);
  }

  private int index(String name, Companion companion) {
    for (int index = 0; index < whole.columns().size(); index++) {
      if (whole.columns().get(index).name().equalsIgnoreCase(name)) {
        return index;
      }
    }
    throw wrong(
        "There is no column [%s] for the companion [%s]; the columns are %s",
        name,
        companion.table(),
        whole.columns().stream().map(CatalogColumn::name).collect(Collectors.joining(", ")));
  }

  private Piece piece(String table, String name, List<Integer> columns, double marginArcsec) {
    CatalogSpec spec =
        new CatalogSpec(
            name,
            whole.type(),
            columns.stream().map(whole.columns()::get).toList(),
            whole.skyColumns(),
            marginArcsec,
            whole.idColumn(),
            whole.maxRows(),
            whole.created());
    return new Piece(table, spec, columns);
  }

  private static IngestException wrong(String message, Object... values) {
    return new IngestException(
        IngestException.Code.WRONG_REQUEST, String.format(Locale.ROOT, message, values));
  }
}

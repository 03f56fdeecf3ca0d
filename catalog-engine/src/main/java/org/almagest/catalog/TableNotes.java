package org.almagest.catalog;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a table beyond its columns: its place among the tables, what it refers to, and
 * which of its columns belong together.
 *
 * @param utype the role of the table in a data model, or null
 * @param index its place in a list of tables, or null for after those that have one
 */
public record TableNotes(
    @Nullable String utype,
    @Nullable Integer index,
    List<ForeignKey> keys,
    List<ColumnGroup> groups) {

  /** Notes of a table of which nothing is told. */
  public static final TableNotes NONE = new TableNotes(null, null, List.of(), List.of());

  /** Tables in the order in which they are shown: by their index, then by name. */
  public static final Comparator<CatalogTable> ORDER =
      Comparator.comparing(
              (CatalogTable table) -> {
                Integer index = table.notes().index();
                return index == null ? Integer.MAX_VALUE : index;
              })
          .thenComparing(table -> table.name().toLowerCase(Locale.ROOT));

  /** Copies the lists. */
  public TableNotes {
    keys = List.copyOf(keys);
    groups = List.copyOf(groups);
  }

  /**
   * What is left for a table that has only some of the columns: groups of two or more of them, and
   * the keys that they make up.
   */
  public TableNotes within(List<CatalogColumn> columns) {
    Set<String> there = new HashSet<>();
    columns.forEach(column -> there.add(column.name()));
    return new TableNotes(
        utype,
        index,
        keys.stream().filter(key -> there.containsAll(key.columns())).toList(),
        groups.stream()
            .map(
                group ->
                    new ColumnGroup(
                        group.name(),
                        group.kind(),
                        group.members().stream()
                            .filter(member -> there.contains(member.column()))
                            .filter(member -> there.containsAll(member.of()))
                            .toList(),
                        group.description(),
                        group.ucd()))
            .filter(group -> group.members().size() > 1)
            .toList());
  }

  /** The same notes with other groups. */
  public TableNotes withGroups(List<ColumnGroup> newGroups) {
    return new TableNotes(utype, index, keys, newGroups);
  }
}

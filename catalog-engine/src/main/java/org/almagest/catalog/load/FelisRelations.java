package org.almagest.catalog.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.TableNotes;
import org.jspecify.annotations.Nullable;

/** What a Felis file tells of its tables beyond their columns: keys, groups, places in a list. */
final class FelisRelations {

  /** A column that an identifier names. */
  private record Target(String table, String column) {}

  private final Map<String, Target> byId = new HashMap<>();

  /** Learns the identifiers of all tables first: keys refer to tables that come later. */
  FelisRelations(List<YamlMap> tables) {
    for (YamlMap table : tables) {
      for (YamlMap column : table.maps("columns")) {
        String id = column.text("@id");
        if (id != null) {
          byId.put(id, new Target(table.required("name"), column.required("name")));
        }
      }
    }
  }

  /** The notes on a table that has these columns. */
  TableNotes of(YamlMap table, List<CatalogColumn> columns) {
    List<ForeignKey> keys = new ArrayList<>();
    for (YamlMap constraint : table.maps("constraints")) {
      if ("ForeignKey".equals(constraint.text("@type"))) {
        keys.add(key(constraint));
      }
    }
    List<ColumnGroup> groups = new ArrayList<>();
    for (YamlMap group : table.maps("columnGroups")) {
      groups.add(group(group));
    }
    TableNotes declared =
        new TableNotes(table.text("votable:utype"), index(table), keys, groups).within(columns);
    return declared.withGroups(ColumnGroups.of(columns, declared.groups()));
  }

  private ForeignKey key(YamlMap constraint) {
    List<Target> from = constraint.texts("columns").stream().map(this::target).toList();
    List<Target> to = constraint.texts("referencedColumns").stream().map(this::target).toList();
    if (from.isEmpty() || from.size() != to.size()) {
      throw constraint.error(
          "a ForeignKey needs as many [referencedColumns] as [columns], and one at least");
    }
    return new ForeignKey(
        constraint.required("name"),
        from.stream().map(Target::column).toList(),
        to.get(0).table(),
        to.stream().map(Target::column).toList(),
        constraint.text("description"),
        constraint.text("votable:utype"));
  }

  private ColumnGroup group(YamlMap group) {
    return new ColumnGroup(
        group.required("name"),
        Kind.DECLARED,
        group.texts("columns").stream()
            .map(id -> new Member(target(id).column(), Role.MEMBER))
            .toList(),
        group.text("description"),
        group.text("ivoa:ucd"));
  }

  /** An identifier that the file does not have is one of a resource: {@code #Table.column}. */
  private Target target(String id) {
    Target known = byId.get(id);
    if (known != null) {
      return known;
    }
    String name = id.startsWith("#") ? id.substring(1) : id;
    int dot = name.lastIndexOf('.');
    return new Target(name.substring(0, Math.max(dot, 0)), name.substring(dot + 1));
  }

  private static @Nullable Integer index(YamlMap table) {
    String text = table.text("tap:table_index");
    if (text == null) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw table.error("[tap:table_index] must be a whole number, not [" + text + "]");
    }
  }
}

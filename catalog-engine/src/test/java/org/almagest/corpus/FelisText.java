package org.almagest.corpus;

import java.util.List;
import org.almagest.catalog.SkyColumns;
import org.almagest.corpus.ColumnDefinition.FelisType;

/**
 * Writes tables as a Felis schema.
 *
 * @see <a href="https://felis.lsst.io/">Felis</a>
 */
final class FelisText {

  private FelisText() {}

  /** The schema of a release, as YAML. */
  static String of(String release, List<CorpusTable> tables) {
    StringBuilder yaml = new StringBuilder("---\nname: ").append(release);
    yaml.append("\ndescription: Acceptance corpus, release ").append(release).append("\ntables:\n");
    for (CorpusTable table : tables) {
      yaml.append("- name: ").append(quoted(table.name())).append("\n  columns:\n");
      table.columns().forEach(column -> append(yaml, table, column));
    }
    return yaml.toString();
  }

  private static void append(StringBuilder yaml, CorpusTable table, ColumnDefinition column) {
    yaml.append("  - name: ").append(quoted(column.name()));
    yaml.append("\n    datatype: ").append(column.type().felis).append('\n');
    if (column.length() > 0) {
      yaml.append("    length: ").append(column.length()).append('\n');
    }
    if (column.mysqlType() != null) {
      yaml.append("    mysql:datatype: ").append(column.mysqlType()).append('\n');
    }
    SkyColumns sky = table.skyColumns();
    if (sky != null && column.name().equals(sky.ra())) {
      appendPosition(yaml, column, "pos.eq.ra;meta.main");
    } else if (sky != null && column.name().equals(sky.dec())) {
      appendPosition(yaml, column, "pos.eq.dec;meta.main");
    }
  }

  private static void appendPosition(StringBuilder yaml, ColumnDefinition column, String ucd) {
    yaml.append("    ivoa:ucd: ").append(ucd).append('\n');
    if (column.type() == FelisType.DOUBLE) {
      yaml.append("    ivoa:unit: deg\n");
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

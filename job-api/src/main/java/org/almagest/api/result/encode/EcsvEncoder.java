package org.almagest.api.result.encode;

import org.almagest.api.result.encode.DelimitedRows.Dialect;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a head in YAML that says what the columns mean.
 *
 * @see <a href="https://github.com/astropy/astropy-APEs/blob/main/APE6.rst">ECSV 1.0</a>
 */
final class EcsvEncoder extends TextualEncoder {

  EcsvEncoder(EncodingThreads threads) {
    super(threads);
  }

  @Override
  String head(LimitedRows rows, Provenance provenance) {
    StringBuilder yaml =
        new StringBuilder("# ")
            .append('%')
            .append("ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n");
    for (ResultColumn column : rows.columns()) {
      yaml.append("# - {name: ").append(quoted(column.name()));
      yaml.append(", datatype: ").append(datatype(column.column()));
      append(yaml, "unit", column.column().unit());
      append(yaml, "description", column.column().description());
      String ucd = column.column().ucd();
      if (ucd != null) {
        yaml.append(", meta: {ucd: ").append(quoted(ucd)).append('}');
      }
      yaml.append("}\n");
    }
    yaml.append("# meta: !!omap\n");
    provenance
        .infos()
        .forEach(
            (name, value) ->
                yaml.append("# - {").append(name).append(": ").append(quoted(value)).append("}\n"));
    yaml.append("# schema: astropy-2.0\n");
    Bytes names = new Bytes(256);
    rows(rows)
        .encode(rows.columns().stream().map(ResultColumn::name).toArray(Object[]::new), names);
    return yaml + names.text();
  }

  private static void append(StringBuilder yaml, String key, @Nullable String value) {
    if (value != null) {
      yaml.append(", ").append(key).append(": ").append(quoted(value));
    }
  }

  /** A double-quoted scalar of YAML, in one line. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '"', '\\' -> quoted.append('\\').append(character);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (character < ' ' || character == 0x7f) {
            quoted.append(String.format(java.util.Locale.ROOT, "\\x%02x", (int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String datatype(CatalogColumn column) {
    return switch (column.type()) {
      case BOOLEAN -> "bool";
      case UNSIGNED_BYTE -> "uint8";
      case SHORT -> "int16";
      case INTEGER -> "int32";
      case LONG -> "int64";
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      case STRING, TIMESTAMP -> "string";
    };
  }

  @Override
  RowEncoder rows(LimitedRows rows) {
    return new DelimitedRows(Dialect.ECSV);
  }

  @Override
  String tail(LimitedRows rows) {
    return "";
  }
}

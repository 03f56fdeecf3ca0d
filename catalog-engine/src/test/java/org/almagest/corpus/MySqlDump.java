package org.almagest.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.corpus.ColumnDefinition.Encoding;
import org.almagest.corpus.ColumnDefinition.FelisType;

/** Reads the columns of the one table that a schema file of {@code mysqldump} creates. */
final class MySqlDump {
  private static final Pattern COLUMN =
      Pattern.compile("^\\s+`(?<name>[^`]+)`\\s+(?<type>[a-z]+)(\\((?<length>\\d+)\\))?");

  private MySqlDump() {}

  static List<ColumnDefinition> columns(Path schema) {
    List<ColumnDefinition> columns = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(schema, StandardCharsets.ISO_8859_1)) {
        Matcher column = COLUMN.matcher(line);
        if (column.find()) {
          columns.add(definition(column));
        }
      }
    } catch (IOException e) {
      throw new CorpusException("Cannot read the schema [" + schema + "]", e);
    }
    if (columns.isEmpty()) {
      throw new CorpusException("No column in the schema [" + schema + "]");
    }
    return columns;
  }

  private static ColumnDefinition definition(Matcher column) {
    String declared = column.group("type");
    String length = column.group("length");
    int characters = length == null ? 0 : Integer.parseInt(length);
    FelisType type = type(declared);
    boolean binary = declared.contains("binary") || declared.contains("blob");
    return new ColumnDefinition(
        column.group("name"),
        type,
        switch (type) {
          case CHAR -> characters;
          // Two hexadecimal digits for a byte; a BLOB has 65,535 of them at most.
          case STRING -> binary ? 2 * (length == null ? 65_535 : characters) : characters;
          default -> 0;
        },
        binary ? Encoding.BINARY : Encoding.PLAIN,
        length == null
            ? declared.toUpperCase(Locale.ROOT)
            : declared.toUpperCase(Locale.ROOT) + "(" + length + ")");
  }

  private static FelisType type(String declared) {
    return switch (declared) {
      case "tinyint", "smallint" -> FelisType.SHORT;
      case "int" -> FelisType.INTEGER;
      case "bigint" -> FelisType.LONG;
      case "float" -> FelisType.FLOAT;
      case "double" -> FelisType.DOUBLE;
      case "char" -> FelisType.CHAR;
      case "varchar", "binary", "varbinary", "blob" -> FelisType.STRING;
      case "text" -> FelisType.TEXT;
      case "timestamp" -> FelisType.TIMESTAMP;
      default -> throw new CorpusException("No type for the MySQL type [" + declared + "]");
    };
  }
}

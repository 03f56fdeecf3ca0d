package org.almagest.adql.validate;

import java.util.HashMap;
import java.util.Map;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The names of a query that are in double quotes, told by where they stand: each must be found with
 * the very case in which it is written (ADQL 2.1, 2.1.2).
 */
final class DelimitedNames {
  private final Map<Place, String> written = new HashMap<>();

  /**
   * @param query before validation, which replaces names by those that it found
   */
  DelimitedNames(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            for (int i = 0; i < identifier.names.size() && !identifier.isStar(); i++) {
              if (identifier.isComponentQuoted(i)) {
                written.put(
                    Place.of(identifier.getComponentParserPosition(i)), identifier.names.get(i));
              }
            }
            return null;
          }
        });
  }

  /**
   * Compares with what was found.
   *
   * @throws AdqlException if a name was found with another case
   */
  void check(SqlNode validated) {
    if (written.isEmpty()) {
      return;
    }
    validated.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            for (int i = 0; i < identifier.names.size() && !identifier.isStar(); i++) {
              compare(identifier.names.get(i), identifier.getComponentParserPosition(i));
            }
            return null;
          }
        });
  }

  private void compare(String found, SqlParserPos at) {
    String name = written.get(Place.of(at));
    if (name != null && !name.equals(found) && name.equalsIgnoreCase(found)) {
      throw new AdqlException(
          AdqlErrorCode.UNKNOWN_COLUMN,
          at.getLineNum(),
          at.getColumnNum(),
          "Unknown name [\"" + name + "\"]: in double quotes, case matters",
          "did you mean \"" + found + "\"?");
    }
  }

  private record Place(int line, int column) {
    static Place of(SqlParserPos at) {
      return new Place(at.getLineNum(), at.getColumnNum());
    }
  }
}

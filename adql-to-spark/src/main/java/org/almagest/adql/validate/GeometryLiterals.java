package org.almagest.adql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.function.RegionText;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.frame.SkyFrame;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Regions that are written out in a query, found wrong before it is planned. */
final class GeometryLiterals {

  private GeometryLiterals() {}

  /** REGION takes a text that is written there, and no other (ADQL 2.1, 4.2.20). */
  static void region(SqlCall call) {
    if (call.operandCount() != 1) {
      return;
    }
    SqlNode operand = call.operand(0);
    if (!(operand instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.CHAR) {
      throw refusal(
          operand, "[REGION] takes a text between quotes", "write REGION('Circle ICRS 10 20 0.5')");
    }
    parsed(operand, () -> RegionText.parse(literal.getValueAs(String.class)));
  }

  /**
   * A polygon or a box whose numbers are written out.
   *
   * @param numbers without the coordinate system
   */
  static void polygon(SqlCall call, List<SqlNode> numbers) {
    double[] values = constants(numbers);
    if (values != null && values.length >= 6 && values.length % 2 == 0) {
      parsed(call, () -> SphericalPolygon.of(values));
    }
  }

  /** Checks the numbers of a box. */
  static void box(SqlCall call, List<SqlNode> numbers) {
    double[] values = constants(numbers);
    if (values != null && values.length == 4) {
      parsed(call, () -> SphericalPolygon.box(values[0], values[1], values[2], values[3]));
    }
  }

  /** The coordinate system in front of a constructor, if one is there. */
  static void frame(SqlNode first) {
    if (first instanceof SqlLiteral literal
        && literal.getTypeName() == SqlTypeName.CHAR
        && SkyFrame.named(literal.getValueAs(String.class)).isEmpty()) {
      throw new AdqlException(
          AdqlErrorCode.INVALID,
          first.getParserPosition().getLineNum(),
          first.getParserPosition().getColumnNum(),
          "Coordinate system [" + literal.getValueAs(String.class) + "] is not offered",
          "give the positions in ICRS, GALACTIC or FK4");
    }
  }

  /** CAST of a text that is written there: it must be the geometry. */
  static void cast(SqlCall call) {
    if (call.operandCount() == 1
        && call.operand(0) instanceof SqlLiteral literal
        && literal.getTypeName() == SqlTypeName.CHAR) {
      String text = literal.getValueAs(String.class);
      String type = call.getOperator().getName().substring("CAST AS ".length());
      parsed(
          literal,
          () -> {
            String found =
                String.valueOf(GeometryTypes.of(RegionText.parse(text)).getSqlIdentifier());
            if (!found.equals(type)) {
              throw new IllegalArgumentException("[" + text + "] is a " + found + ", no " + type);
            }
          });
    }
  }

  private static void parsed(SqlNode node, Runnable parser) {
    try {
      parser.run();
    } catch (IllegalArgumentException e) {
      AdqlException failure = refusal(node, String.valueOf(e.getMessage()), null);
      failure.initCause(e);
      throw failure;
    }
  }

  private static double @Nullable [] constants(List<SqlNode> nodes) {
    List<Double> values = new ArrayList<>();
    for (SqlNode node : nodes) {
      OptionalDouble value = LiteralRules.constant(node);
      if (value.isEmpty()) {
        return null;
      }
      values.add(value.getAsDouble());
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static AdqlException refusal(SqlNode node, String message, @Nullable String hint) {
    return new AdqlException(
        AdqlErrorCode.OUT_OF_RANGE,
        node.getParserPosition().getLineNum(),
        node.getParserPosition().getColumnNum(),
        message,
        hint);
  }
}

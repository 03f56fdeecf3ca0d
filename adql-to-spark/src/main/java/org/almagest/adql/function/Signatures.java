package org.almagest.adql.function;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The lists of arguments that a function takes; nothing is converted to fit them. */
record Signatures(List<List<Argument>> alternatives) implements SqlOperandTypeChecker {

  /** What an argument may be. */
  enum Argument {
    /** Any number. */
    NUMBER,
    /** A whole number. */
    INTEGER,
    /** Text. */
    TEXT,
    /** A time. */
    TIMESTAMP,
    /** A position. */
    POINT,
    /** A point, a circle, a polygon, a box or a region. */
    GEOMETRY;

    boolean accepts(RelDataType type) {
      return switch (this) {
        case NUMBER -> SqlTypeUtil.isNumeric(type) || type.getSqlTypeName() == SqlTypeName.NULL;
        case INTEGER -> SqlTypeUtil.isIntType(type);
        case TEXT -> SqlTypeUtil.inCharFamily(type) || type.getSqlTypeName() == SqlTypeName.NULL;
        case TIMESTAMP -> type.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        case POINT -> GeometryTypes.isA(type, GeometryTypes.POINT);
        case GEOMETRY -> GeometryTypes.isGeometry(type);
      };
    }
  }

  static Signatures of(Argument... arguments) {
    return new Signatures(List.of(List.of(arguments)));
  }

  Signatures or(Argument... arguments) {
    return new Signatures(
        Stream.concat(alternatives.stream(), Stream.of(List.of(arguments))).toList());
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    List<RelDataType> types = binding.collectOperandTypes();
    for (List<Argument> arguments : alternatives) {
      if (fits(arguments, types)) {
        return true;
      }
    }
    if (throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return false;
  }

  private static boolean fits(List<Argument> arguments, List<RelDataType> types) {
    if (arguments.size() != types.size()) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      if (!arguments.get(i).accepts(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    int[] counts = alternatives.stream().mapToInt(List::size).toArray();
    return SqlOperandCountRanges.between(
        Arrays.stream(counts).min().orElse(0), Arrays.stream(counts).max().orElse(0));
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return alternatives.stream()
        .map(
            arguments ->
                name
                    + arguments.stream()
                        .map(Argument::name)
                        .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(" or "));
  }
}

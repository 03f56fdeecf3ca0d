package org.almagest.adql.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.almagest.adql.AdqlFeatures;
import org.almagest.adql.FunctionSignature;
import org.almagest.adql.conformance.InferredType.Kind;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** What the uses of columns in an expression tell of their types. */
final class UseReader {
  private static final Set<String> REGIONS =
      Set.of("CONTAINS", "INTERSECTS", "AREA", "CENTROID", "COORDSYS");
  private static final Set<SqlKind> ARITHMETIC =
      Set.of(
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.PLUS_PREFIX,
          SqlKind.MINUS_PREFIX);

  private final List<FunctionSignature> declared;
  private final BiFunction<SqlIdentifier, Scope, InferredType> columns;
  private final BiFunction<SqlNode, Scope, InferredType> queries;

  /**
   * @param columns finds the column of a name
   * @param queries reads a sub-query; the type of its first column
   */
  UseReader(
      List<FunctionSignature> declared,
      BiFunction<SqlIdentifier, Scope, InferredType> columns,
      BiFunction<SqlNode, Scope, InferredType> queries) {
    this.declared = declared;
    this.columns = columns;
    this.queries = queries;
  }

  InferredType type(SqlNode node, Scope scope) {
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlIdentifier name) {
      return name.isStar() ? InferredType.unknown() : columns.apply(name, scope);
    }
    if (node.isA(SqlKind.QUERY)) {
      return queries.apply(node, scope);
    }
    if (node instanceof SqlNodeList list) {
      return united(list.getList(), scope);
    }
    if (!(node instanceof SqlCall call)) {
      return InferredType.unknown();
    }
    return call.getOperator() instanceof SqlUnresolvedFunction
        ? function(call, call.getOperator().getName().toUpperCase(Locale.ROOT), scope)
        : operator(call, scope);
  }

  private static InferredType literal(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case CHAR, VARCHAR -> InferredType.of(Kind.TEXT);
      case DECIMAL, DOUBLE, INTEGER, BIGINT -> InferredType.of(Kind.NUMBER);
      default -> InferredType.unknown();
    };
  }

  private InferredType operator(SqlCall call, Scope scope) {
    SqlKind kind = call.getKind();
    if (ARITHMETIC.contains(kind)) {
      all(call.getOperandList(), Kind.NUMBER, scope);
      return InferredType.of(Kind.NUMBER);
    }
    if (kind == SqlKind.LIKE || call.getOperator().getName().equals("||")) {
      all(call.getOperandList(), Kind.TEXT, scope);
      return InferredType.of(Kind.TEXT);
    }
    if (kind == SqlKind.AS || kind == SqlKind.DESCENDING) {
      return type(call.operand(0), scope);
    }
    if (kind == SqlKind.CAST) {
      type(call.operand(0), scope);
      return cast(call.operand(1).toString().toUpperCase(Locale.ROOT));
    }
    boolean compares =
        kind.belongsTo(SqlKind.COMPARISON)
            || kind == SqlKind.BETWEEN
            || kind == SqlKind.IN
            || kind == SqlKind.NOT_IN;
    if (compares) {
      united(call.getOperandList(), scope);
    } else {
      call.getOperandList().forEach(operand -> type(operand, scope));
    }
    return InferredType.unknown();
  }

  private static InferredType cast(String target) {
    return InferredType.of(declared(target));
  }

  private InferredType function(SqlCall call, String name, Scope scope) {
    List<SqlNode> operands = call.getOperandList();
    if (REGIONS.contains(name)) {
      all(operands, Kind.REGION, scope);
      return InferredType.of(
          name.equals("CENTROID") ? Kind.POINT : name.equals("COORDSYS") ? Kind.TEXT : Kind.NUMBER);
    }
    return switch (name) {
      case "MIN", "MAX", "COALESCE" -> united(operands, scope);
      case "COUNT" -> {
        united(operands, scope);
        yield InferredType.of(Kind.NUMBER);
      }
      case "LOWER", "UPPER" -> all(operands, Kind.TEXT, scope);
      case "POINT", "CIRCLE", "BOX", "POLYGON" -> constructor(operands, name, scope);
      case "REGION" -> InferredType.of(Kind.REGION);
      case "COORD1", "COORD2" -> number(operands, Kind.POINT, scope);
      case "DISTANCE" -> number(operands, operands.size() == 2 ? Kind.POINT : Kind.NUMBER, scope);
      case "IN_UNIT" -> inUnit(operands, scope);
      default -> declared(operands, name, scope);
    };
  }

  private InferredType constructor(List<SqlNode> operands, String name, Scope scope) {
    boolean hasSystem =
        operands.get(0) instanceof SqlLiteral first
            && (first.getTypeName() == SqlTypeName.CHAR || first.getTypeName() == SqlTypeName.NULL);
    List<SqlNode> values = hasSystem ? operands.subList(1, operands.size()) : operands;
    int points =
        switch (name) {
          case "CIRCLE" -> values.size() == 2 ? 1 : 0;
          case "BOX" -> values.size() == 3 ? 1 : 0;
          case "POLYGON" -> values.size() < 6 ? values.size() : 0;
          default -> 0;
        };
    all(values.subList(0, points), Kind.POINT, scope);
    all(values.subList(points, values.size()), Kind.NUMBER, scope);
    return InferredType.of(
        name.equals("POINT") ? Kind.POINT : name.equals("CIRCLE") ? Kind.CIRCLE : Kind.POLYGON);
  }

  private InferredType inUnit(List<SqlNode> operands, Scope scope) {
    type(operands.get(0), scope).is(Kind.NUMBER);
    if (operands.get(1) instanceof SqlLiteral unit) {
      operands
          .get(0)
          .accept(
              new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier name) {
                  columns.apply(name, scope).measured(String.valueOf(unit.toValue()));
                  return null;
                }
              });
    }
    return InferredType.of(Kind.NUMBER);
  }

  private InferredType declared(List<SqlNode> operands, String name, Scope scope) {
    List<FunctionSignature> forms =
        new java.util.ArrayList<>(
            AdqlFeatures.of(AdqlFeatures.Kind.USER_FUNCTION).stream()
                .map(feature -> FunctionSignature.parse(feature.form()))
                .toList());
    forms.addAll(0, declared);
    for (FunctionSignature form : forms) {
      if (form.name().equalsIgnoreCase(name) && form.arguments().size() == operands.size()) {
        for (int i = 0; i < operands.size(); i++) {
          String argument = form.arguments().get(i);
          type(operands.get(i), scope).is(declared(argument.substring(argument.indexOf(' ') + 1)));
        }
        return InferredType.of(declared(form.result()));
      }
    }
    return number(operands, Kind.NUMBER, scope);
  }

  private static Kind declared(String type) {
    String name = type.strip().toUpperCase(Locale.ROOT).replaceAll("[ (].*", "");
    return switch (name) {
      case "SMALLINT", "INTEGER", "BIGINT", "INT" -> Kind.INTEGER;
      case "CHAR", "VARCHAR", "TEXT", "CLOB" -> Kind.TEXT;
      case "TIMESTAMP" -> Kind.TIMESTAMP;
      case "POINT" -> Kind.POINT;
      case "CIRCLE" -> Kind.CIRCLE;
      case "POLYGON" -> Kind.POLYGON;
      case "REGION", "GEOMETRY" -> Kind.REGION;
      default -> Kind.NUMBER;
    };
  }

  private InferredType number(List<SqlNode> operands, Kind kind, Scope scope) {
    all(operands, kind, scope);
    return InferredType.of(Kind.NUMBER);
  }

  private InferredType all(List<SqlNode> operands, Kind kind, Scope scope) {
    operands.forEach(operand -> type(operand, scope).is(kind));
    return InferredType.of(kind);
  }

  private InferredType united(List<SqlNode> operands, Scope scope) {
    InferredType common = InferredType.unknown();
    operands.forEach(operand -> type(operand, scope).unite(common));
    return common;
  }
}

package org.almagest.adql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryFunctions;
import org.almagest.adql.parse.Term.Shape;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Calls of functions, ADQL's own with the arguments they take, and CAST. */
final class FunctionParser {
  private static final Set<String> AGGREGATES = Set.of("AVG", "COUNT", "MAX", "MIN", "SUM");

  private static final Map<String, SqlTypeName> CAST_TARGETS =
      Map.of(
          "SMALLINT", SqlTypeName.SMALLINT,
          "INTEGER", SqlTypeName.INTEGER,
          "BIGINT", SqlTypeName.BIGINT,
          "REAL", SqlTypeName.REAL,
          "DOUBLE", SqlTypeName.DOUBLE,
          "CHAR", SqlTypeName.CHAR,
          "VARCHAR", SqlTypeName.VARCHAR,
          "TIMESTAMP", SqlTypeName.TIMESTAMP);

  private static final Set<String> GEOMETRY_TARGETS = Set.of("POINT", "CIRCLE", "POLYGON");

  private final Tokens tokens;
  private final Limits limits;
  private final NameParser names;
  private final ExpressionParser expressions;

  FunctionParser(Tokens tokens, Limits limits, NameParser names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.limits = limits;
    this.names = names;
    this.expressions = expressions;
  }

  /** A call, or null where the word that comes next is no function. */
  @Nullable Term callOrNull() {
    Lexeme name = tokens.peek();
    boolean call = tokens.peekAfter(1).is("(");
    if (name.is("CAST") && call) {
      return cast();
    }
    if (AGGREGATES.contains(name.word()) && call) {
      return aggregate();
    }
    if (FunctionForms.isStandard(name.word())) {
      if (!call) {
        throw Tokens.error(
            name,
            "[" + name.text() + "] is a function and needs its arguments",
            "write "
                + FunctionForms.form(name.word())
                + "; as a name, write "
                + Tokens.quoted(name));
      }
      return standard();
    }
    if (!name.isReserved() && call) {
      names.refuseUnderscore(name);
      tokens.take();
      List<Term> arguments = arguments(name);
      return Term.any(callOf(name, arguments, null));
    }
    return null;
  }

  private Term standard() {
    Lexeme name = tokens.take();
    List<Term> arguments = arguments(name);
    Shape shape = FunctionForms.check(name, arguments);
    return new Term(callOf(name, arguments, null), shape);
  }

  private List<Term> arguments(Lexeme function) {
    limits.enter(tokens.expect("("));
    List<Term> arguments = new ArrayList<>();
    if (tokens.at("DISTINCT") || tokens.at("ALL")) {
      throw Tokens.error(
          tokens.peek(),
          "[" + tokens.peek().text() + "] stands in AVG, COUNT, MAX, MIN and SUM alone",
          "call the function on a sub-query with SELECT DISTINCT");
    }
    if (!tokens.at(")")) {
      do {
        Lexeme first = tokens.peek();
        arguments.add(expressions.valueTerm("an argument of a function"));
        limits.arguments(arguments.size(), function, first);
      } while (tokens.takeIf(","));
    }
    leave();
    return arguments;
  }

  private void leave() {
    tokens.expect(")");
    limits.leave();
  }

  private Term aggregate() {
    Lexeme name = tokens.take();
    limits.enter(tokens.expect("("));
    if (name.is("COUNT") && tokens.at("*")) {
      SqlIdentifier star = SqlIdentifier.star(tokens.take().position());
      leave();
      return Term.any(callOf(name, List.of(Term.any(star)), null));
    }
    SqlLiteral quantifier = null;
    if (tokens.at("DISTINCT") || tokens.at("ALL")) {
      Lexeme word = tokens.take();
      quantifier =
          (word.is("ALL") ? SqlSelectKeyword.ALL : SqlSelectKeyword.DISTINCT)
              .symbol(word.position());
    }
    if (tokens.at("*")) {
      throw Tokens.error(tokens.peek(), "Only COUNT takes [*]", "name a column");
    }
    Term argument = expressions.valueTerm("an argument of a function");
    if (tokens.at(",")) {
      throw Tokens.error(tokens.peek(), "[" + name.word() + "] takes one argument", null);
    }
    leave();
    return Term.any(callOf(name, List.of(argument), quantifier));
  }

  private SqlNode callOf(Lexeme name, List<Term> arguments, @Nullable SqlLiteral quantifier) {
    SqlIdentifier function = new SqlIdentifier(name.text(), name.position());
    SqlParserPos at = name.position().plus(tokens.lastPosition());
    return new SqlUnresolvedFunction(
            function, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(quantifier, at, arguments.stream().map(Term::node).toArray(SqlNode[]::new));
  }

  /** A cast_specification. */
  private Term cast() {
    Lexeme name = tokens.take();
    limits.enter(tokens.expect("("));
    SqlNode value = expressions.value("an argument of a function");
    tokens.expect("AS");
    Lexeme type = tokens.peek();
    if (type.kind() == Lexeme.Kind.WORD && GEOMETRY_TARGETS.contains(type.word())) {
      tokens.take();
      leave();
      return new Term(
          GeometryFunctions.castTo(type.word())
              .createCall(name.position().plus(tokens.lastPosition()), value),
          type.is("POINT") ? Shape.POINT : Shape.REGION);
    }
    SqlDataTypeSpec target = target();
    leave();
    return Term.any(
        SqlStdOperatorTable.CAST.createCall(
            name.position().plus(tokens.lastPosition()), value, target));
  }

  private SqlDataTypeSpec target() {
    Lexeme name = tokens.peek();
    SqlTypeName type = name.kind() == Lexeme.Kind.WORD ? CAST_TARGETS.get(name.word()) : null;
    if (type == null) {
      throw noTarget(name);
    }
    tokens.take();
    if (type == SqlTypeName.DOUBLE) {
      tokens.expect("PRECISION");
    }
    SqlTypeNameSpec spec =
        (type == SqlTypeName.CHAR || type == SqlTypeName.VARCHAR) && tokens.at("(")
            ? new SqlBasicTypeNameSpec(type, length(), name.position())
            : new SqlBasicTypeNameSpec(type, name.position());
    return new SqlDataTypeSpec(spec, name.position());
  }

  private int length() {
    tokens.take();
    Lexeme length = tokens.peek();
    if (length.kind() != Lexeme.Kind.NUMBER || !length.text().matches("0*[1-9][0-9]{0,8}")) {
      throw tokens.unexpected("a length of 1 or more");
    }
    tokens.take();
    tokens.expect(")");
    return Integer.parseInt(length.text());
  }

  private static AdqlException noTarget(Lexeme name) {
    String hint =
        switch (name.word()) {
          case "FLOAT", "NUMERIC", "DECIMAL", "NUMBER" -> "write REAL or DOUBLE PRECISION";
          case "INT" -> "write INTEGER";
          case "TEXT", "STRING", "CHARACTER" -> "write VARCHAR";
          case "DATE", "TIME", "DATETIME" -> "write TIMESTAMP";
          default ->
              "SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, CHAR(n), VARCHAR(n), TIMESTAMP,"
                  + " POINT, CIRCLE or POLYGON";
        };
    return Tokens.error(name, "[" + name.text() + "] is not a type that CAST can make", hint);
  }
}

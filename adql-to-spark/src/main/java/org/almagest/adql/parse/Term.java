package org.almagest.adql.parse;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A part of an expression, and what the grammar alone says it is. */
record Term(SqlNode node, Shape shape) {

  /** The productions of ADQL's grammar that decide what may stand beside what. */
  enum Shape {
    /** A search condition. */
    CONDITION("a condition"),
    /** An unsigned number. */
    NUMERAL("a number"),
    /** A sum, a product, or a function whose result is a number. */
    NUMBER("a number"),
    /** A text in quotes. */
    STRING("a text"),
    /** A concatenation, or a function whose result is text. */
    TEXT("a text"),
    /** POINT or CENTROID. */
    POINT("a point"),
    /** CIRCLE, BOX, POLYGON or REGION. */
    REGION("a region of the sky"),
    /** The word NULL. */
    NULL("NULL"),
    /** A name, a function of the service, anything in parentheses: only its type will tell. */
    ANY("a value");

    private final String description;

    Shape(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }

    boolean mayBeNumber() {
      return this == NUMERAL || this == NUMBER || this == STRING || this == ANY;
    }

    boolean mayBeText() {
      return this == STRING || this == TEXT || this == NUMERAL || this == ANY;
    }

    boolean mayBePoint() {
      return this == POINT || this == ANY;
    }

    boolean mayBeGeometry() {
      return mayBePoint() || this == REGION;
    }
  }

  static Term any(SqlNode node) {
    return new Term(node, Shape.ANY);
  }

  SqlParserPos position() {
    return node.getParserPosition();
  }

  boolean isCondition() {
    return shape == Shape.CONDITION;
  }
}

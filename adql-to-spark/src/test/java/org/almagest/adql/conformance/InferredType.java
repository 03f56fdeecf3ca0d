package org.almagest.adql.conformance;

import org.jspecify.annotations.Nullable;

/** What is known of the type of a column or a value; two that are compared become one. */
final class InferredType {

  /** From the one that says least to the one that says most. */
  enum Kind {
    /** Nothing tells. */
    UNKNOWN,
    /** Any number. */
    NUMBER,
    /** A whole number. */
    INTEGER,
    /** Text. */
    TEXT,
    /** A time. */
    TIMESTAMP,
    /** Any geometry. */
    REGION,
    /** A circle. */
    CIRCLE,
    /** A polygon. */
    POLYGON,
    /** A position. */
    POINT
  }

  private @Nullable InferredType same;
  private Kind kind;
  private @Nullable String unit;

  private InferredType(Kind kind) {
    this.kind = kind;
  }

  static InferredType of(Kind kind) {
    return new InferredType(kind);
  }

  static InferredType unknown() {
    return of(Kind.UNKNOWN);
  }

  Kind kind() {
    return root().kind;
  }

  /** Adds a use that asks for a kind; the kind that says most is kept. */
  InferredType is(Kind use) {
    InferredType root = root();
    root.kind = root.kind.compareTo(use) < 0 ? use : root.kind;
    return this;
  }

  /** The unit of the column, if a use of it asks for one. */
  @Nullable String unit() {
    return unit;
  }

  void measured(String unitOfUse) {
    unit = unitOfUse;
  }

  void unite(InferredType other) {
    InferredType a = root();
    InferredType b = other.root();
    if (a != b) {
      b.is(a.kind);
      a.same = b;
    }
  }

  private InferredType root() {
    InferredType at = this;
    while (at.same != null) {
      at = at.same;
    }
    return at;
  }
}

package org.almagest.function;

/** The type of an argument or a result of a function, and the Java class of its values. */
public enum ValueType {
  /** Boolean. */
  BOOLEAN,
  /** Integer. */
  INTEGER,
  /** Long. */
  BIGINT,
  /** Double. */
  DOUBLE,
  /** String. */
  TEXT
}

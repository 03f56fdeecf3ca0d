package org.almagest.adql.error;

/** What is wrong with a query; stable, so that clients may test for it. */
public enum AdqlErrorCode {
  /** The text is not ADQL. */
  SYNTAX,
  /** A table that the catalog does not hold, or that the user may not see. */
  UNKNOWN_TABLE,
  /** A column that no table of the query has. */
  UNKNOWN_COLUMN,
  /** A column name that more than one table of the query has. */
  AMBIGUOUS_COLUMN,
  /** A function that neither ADQL nor this service declares, or a wrong number of arguments. */
  UNKNOWN_FUNCTION,
  /** Operands whose types do not go together. */
  TYPE_MISMATCH,
  /** A literal outside its range, such as a declination of 95 degrees. */
  OUT_OF_RANGE,
  /** Valid ADQL that this service does not offer. */
  UNSUPPORTED,
  /** Any other rule of ADQL that the query breaks, such as a column that is not grouped. */
  INVALID,
  /** A query too long, too deep or too large to plan. */
  TOO_COMPLEX
}

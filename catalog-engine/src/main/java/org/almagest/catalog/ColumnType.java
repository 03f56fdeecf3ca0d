package org.almagest.catalog;

/**
 * The type of a column: those that VOTable, Parquet and ADQL have in common.
 *
 * @see <a href="https://www.ivoa.net/documents/ADQL/">ADQL 2.1, section 4</a>
 */
public enum ColumnType {
  /** True or false. */
  BOOLEAN("boolean", "BOOLEAN"),
  /** A whole number from 0 to 255; held as a 16-bit integer by the engines. */
  UNSIGNED_BYTE("unsignedByte", "SMALLINT"),
  /** A 16-bit integer. */
  SHORT("short", "SMALLINT"),
  /** A 32-bit integer. */
  INTEGER("int", "INTEGER"),
  /** A 64-bit integer. */
  LONG("long", "BIGINT"),
  /** A 32-bit floating-point number. */
  FLOAT("float", "REAL"),
  /** A 64-bit floating-point number. */
  DOUBLE("double", "DOUBLE"),
  /** Text. */
  STRING("char", "VARCHAR"),
  /** A date and time without a zone (UTC or TAI, as the column says), to the microsecond. */
  TIMESTAMP("char", "TIMESTAMP");

  private final String votableDatatype;
  private final String adqlName;

  ColumnType(String votableDatatype, String adqlName) {
    this.votableDatatype = votableDatatype;
    this.adqlName = adqlName;
  }

  /** The VOTable datatype, such as {@code double}. */
  public String votableDatatype() {
    return votableDatatype;
  }

  /** The name of the type in ADQL. */
  public String adqlName() {
    return adqlName;
  }
}

package org.almagest.ingest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.almagest.ingest.error.IngestException;

/** The rules for names of releases and tables. */
public final class NewNames {

  private static final Pattern REGULAR_IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Set<String> OWN_SCHEMAS = Set.of("mydb", "tap_schema", "tap_upload");

  /** ADQL 2.1, 2.1.2 and 2.1.3. */
  private static final Set<String> RESERVED_WORDS =
      Set.of(
          """
          ABS ABSOLUTE ACOS ACTION ADD ALL ALLOCATE ALTER AND ANY ARE AREA AS ASC ASIN
          ASSERTION AT ATAN ATAN2 AUTHORIZATION AVG BEGIN BETWEEN BIGINT BIT BIT_LENGTH BOTH
          BOX BY CASCADE CASCADED CASE CAST CATALOG CEILING CENTROID CHAR CHARACTER
          CHARACTER_LENGTH CHAR_LENGTH CHECK CIRCLE CLOSE COALESCE COLLATE COLLATION COLUMN
          COMMIT CONNECT CONNECTION CONSTRAINT CONSTRAINTS CONTAINS CONTINUE CONVERT COORD1
          COORD2 COORDSYS CORRESPONDING COS COT COUNT CREATE CROSS CURRENT CURRENT_DATE
          CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATE DAY DEALLOCATE DECIMAL
          DECLARE DEFAULT DEFERRABLE DEFERRED DEGREES DELETE DESC DESCRIBE DESCRIPTOR
          DIAGNOSTICS DISCONNECT DISTANCE DISTINCT DOMAIN DOUBLE DROP ELSE END ESCAPE EXCEPT
          EXCEPTION EXEC EXECUTE EXISTS EXP EXTERNAL EXTRACT FALSE FETCH FIRST FLOAT FLOOR FOR
          FOREIGN FOUND FROM FULL GET GLOBAL GO GOTO GRANT GROUP HAVING HOUR IDENTITY ILIKE
          IMMEDIATE IN INDICATOR INITIALLY INNER INPUT INSENSITIVE INSERT INT INTEGER INTERSECT
          INTERSECTS INTERVAL INTO IN_UNIT IS ISOLATION JOIN KEY LANGUAGE LAST LEADING LEFT
          LEVEL LIKE LOCAL LOG LOG10 LOWER MATCH MAX MIN MINUTE MOD MODULE MONTH NAMES NATIONAL
          NATURAL NCHAR NEXT NO NOT NULL NULLIF NUMERIC OCTET_LENGTH OF OFFSET ON ONLY OPEN
          OPTION OR ORDER OUTER OUTPUT OVERLAPS PAD PARTIAL PI POINT POLYGON POSITION POWER
          PRECISION PREPARE PRESERVE PRIMARY PRIOR PRIVILEGES PROCEDURE PUBLIC RADIANS RAND
          READ REAL REFERENCES REGION RELATIVE RESTRICT REVOKE RIGHT ROLLBACK ROUND ROWS SCHEMA
          SCROLL SECOND SECTION SELECT SESSION SESSION_USER SET SIN SIZE SMALLINT SOME SPACE
          SQL SQLCODE SQLERROR SQLSTATE SQRT SUBSTRING SUM SYSTEM_USER TABLE TAN TEMPORARY THEN
          TIME TIMESTAMP TIMEZONE_HOUR TIMEZONE_MINUTE TO TOP TRAILING TRANSACTION TRANSLATE
          TRANSLATION TRIM TRUE TRUNCATE UNION UNIQUE UNKNOWN UPDATE UPPER USAGE USER USING
          VALUE VALUES VARCHAR VARYING VIEW WHEN WHENEVER WHERE WITH WORK WRITE YEAR ZONE
          """
              .strip()
              .split("\\s+"));

  private NewNames() {}

  public static void check(IngestRequest request) {
    check(request.release(), request.table());
    if (request.files().isEmpty()) {
      throw wrong("Give at least one file to ingest");
    }
  }

  /** A column of a file whose fields are columns of the table, with a dot between. */
  public static void checkColumn(String name) {
    regular("column", name);
  }

  public static void check(String release, String table) {
    regular("release", release);
    regular("table", table);
    notReserved("release", release);
    notReserved("table", table);
    if (OWN_SCHEMAS.contains(release.toLowerCase(Locale.ROOT))) {
      throw wrong(
          "The name ["
              + release
              + "] is not free for a release: it names tables of"
              + " users or of the service. Choose another one");
    }
  }

  private static void regular(String what, String name) {
    if (!REGULAR_IDENTIFIER.matcher(name).matches()) {
      throw wrong(
          "The name ["
              + name
              + "] cannot be used for a "
              + what
              + " in ADQL: begin with a letter and use letters, digits and underscores only");
    }
  }

  private static void notReserved(String what, String name) {
    if (RESERVED_WORDS.contains(name.toUpperCase(Locale.ROOT))) {
      throw wrong(
          "The name ["
              + name
              + "] cannot be used for a "
              + what
              + ": it is a reserved word of ADQL. Choose another one, such as ["
              + name
              + "_1]");
    }
  }

  private static IngestException wrong(String message) {
    return new IngestException(IngestException.Code.WRONG_REQUEST, message);
  }
}

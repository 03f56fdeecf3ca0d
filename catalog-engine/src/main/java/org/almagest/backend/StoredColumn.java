package org.almagest.backend;

import java.util.List;

/**
 * A column of a table as its files hold it.
 *
 * @param name the column's name in the table
 * @param path where it is in a file: a name, or the names of a struct and one of its fields
 * @param sparkType the type of what is there, as Spark DDL
 * @param form what has to be done to the values
 */
public record StoredColumn(String name, List<String> path, String sparkType, Form form) {

  /** What has to be done to stored values. */
  public enum Form {
    /** Nothing: the stored value is the column's. */
    SAME,
    /** A cast to the column's type. */
    CAST,
    /** Lists and structs are written as JSON. */
    JSON
  }

  /** Copies the path. */
  public StoredColumn {
    path = List.copyOf(path);
  }

  /** Whether our own reader makes of the column what its type in a table is. */
  public boolean isDecoded() {
    return path.size() == 1
        && (form == Form.SAME
            || (form == Form.CAST && (sparkType.equals("SMALLINT") || sparkType.equals("INT"))));
  }

  /** Whether a scan may take the column as it is. */
  public boolean isPlain() {
    return form == Form.SAME && path.size() == 1;
  }
}

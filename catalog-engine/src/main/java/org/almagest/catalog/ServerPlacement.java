package org.almagest.catalog;

/**
 * A table that a database server holds.
 *
 * @param server the name that the operator gave to the server
 * @param schema the schema or database there
 * @param table the name there
 */
public record ServerPlacement(String server, String schema, String table) implements Placement {

  @Override
  public String location() {
    return server + ": " + schema + "." + table;
  }
}

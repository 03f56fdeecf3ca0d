package org.almagest.corpus;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.almagest.corpus.ColumnDefinition.FelisType;
import org.almagest.corpus.CorpusTable.Format;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** PostgreSQL over the raw data of the corpus: schemas and tables are named as in ADQL. */
final class ReferenceDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final Connection connection;

  private ReferenceDatabase(EmbeddedPostgres server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  /** Starts a server and loads the tables. */
  static ReferenceDatabase load(List<CorpusTable> tables) {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("jit", "off")
              .start();
      ReferenceDatabase database =
          new ReferenceDatabase(server, server.getPostgresDatabase().getConnection());
      database.createFunctions();
      for (CorpusTable table : tables) {
        database.load(table);
      }
      database.execute("ANALYZE");
      return database;
    } catch (IOException | SQLException e) {
      throw new CorpusException("Cannot load the reference database", e);
    }
  }

  /** Runs a reference query. */
  Answer answer(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData metadata = result.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int column = 1; column <= metadata.getColumnCount(); column++) {
        columns.add(metadata.getColumnLabel(column));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        for (int column = 1; column <= columns.size(); column++) {
          row.add(value(result, column, metadata.getColumnType(column)));
        }
        rows.add(row);
      }
      return new Answer(columns, rows);
    } catch (SQLException e) {
      throw new CorpusException("PostgreSQL refuses [" + sql + "]: " + e.getMessage(), e);
    }
  }

  private static @Nullable Object value(ResultSet result, int column, int type)
      throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP -> result.getObject(column, LocalDateTime.class);
      case Types.BIT,
          Types.BOOLEAN,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.DOUBLE,
          Types.VARCHAR ->
          result.getObject(column);
      default ->
          throw new CorpusException(
              "Column ["
                  + result.getMetaData().getColumnLabel(column)
                  + "] is "
                  + result.getMetaData().getColumnTypeName(column)
                  + ", which ADQL has not: cast it in the reference query");
    };
  }

  private void createFunctions() throws SQLException {
    execute(
        """
        CREATE FUNCTION angsep(ra1 double precision, dec1 double precision,
                               ra2 double precision, dec2 double precision)
        RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT degrees(2 * asin(least(1, sqrt(
             power(sin(radians(dec2 - dec1) / 2), 2)
             + cos(radians(dec1)) * cos(radians(dec2))
               * power(sin(radians(ra2 - ra1) / 2), 2))))) $$""");
    execute(
        """
        CREATE FUNCTION abmag(flux double precision)
        RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT -2.5::double precision * log10(flux) - 48.6::double precision $$""");
    execute(
        """
        CREATE FUNCTION sexagesimal(value text)
        RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT (CASE WHEN value LIKE '-%' THEN -1 ELSE 1 END)
             * (abs(split_part(value, ':', 1)::double precision)
                + split_part(value, ':', 2)::double precision / 60
                + split_part(value, ':', 3)::double precision / 3600) $$""");
  }

  private void load(CorpusTable table) throws SQLException, IOException {
    String name = table.release() + ".\"" + table.name().toLowerCase(Locale.ROOT) + "\"";
    execute("CREATE SCHEMA IF NOT EXISTS " + table.release());
    execute(
        table.columns().stream()
            .map(column -> column.postgresName() + " " + column.type().postgres)
            .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")")));
    Format format = table.format();
    String options =
        format.hasHeader()
            ? "FORMAT csv, HEADER true, DELIMITER '" + format.delimiter + "', NULL ''"
            : "FORMAT text, DELIMITER E'" + format.delimiter + "'";
    try (InputStream in = open(table.file())) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + name + " FROM STDIN WITH (" + options + ", ENCODING 'UTF8')", in);
    }
    for (ColumnDefinition column : table.columns()) {
      switch (column.encoding()) {
        case HOURS -> addDegrees(name, column, "ra_deg", 15);
        case DEGREES -> addDegrees(name, column, "dec_deg", 1);
        case PLAIN, BINARY -> {}
      }
    }
    for (ColumnDefinition column : table.columns()) {
      if (isDeclination(table, column) && column.type() == FelisType.DOUBLE) {
        execute("CREATE INDEX ON " + name + " (" + column.postgresName() + ")");
      }
    }
  }

  private static boolean isDeclination(CorpusTable table, ColumnDefinition column) {
    return table.sky().filter(sky -> sky.dec().equals(column.name())).isPresent();
  }

  /** Leaves out rows without a position, which no sky catalog can hold. */
  private void addDegrees(String table, ColumnDefinition text, String name, int factor)
      throws SQLException {
    String source = text.postgresName();
    execute("DELETE FROM " + table + " WHERE " + source + " IS NULL");
    execute("ALTER TABLE " + table + " ADD COLUMN " + name + " double precision");
    execute("UPDATE %s SET %s = %d * sexagesimal(%s)".formatted(table, name, factor, source));
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    try (server) {
      connection.close();
    }
  }
}

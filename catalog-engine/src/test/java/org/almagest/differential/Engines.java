package org.almagest.differential;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.almagest.TestSpark;
import org.almagest.adql.AdqlQuery;
import org.almagest.backend.duckdb.DuckDbTarget;
import org.almagest.backend.duckdb.SkyDuckDb;
import org.almagest.backend.relational.PostgresTarget;
import org.almagest.plan.rewrite.CellJoinExpansion;
import org.almagest.spark.runtime.SkyFunctions;
import org.almagest.spark.translate.SparkTarget;
import org.almagest.sql.ScanSource;
import org.almagest.sql.SqlRenderer;
import org.almagest.sql.SqlTarget;
import org.almagest.sql.Support;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Spark, DuckDB and PostgreSQL over the same rows. */
final class Engines implements AutoCloseable {
  private static final ScanSource TABLE =
      scan -> new SqlIdentifier(scan.schemaName() + "_" + scan.tableName(), SqlParserPos.ZERO);

  private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

  private final EmbeddedPostgres server;
  private final Connection postgres;
  private final Connection duckDb;
  private final SparkSession spark;

  Engines() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setServerConfig("fsync", "off")
            .start();
    postgres = server.getPostgresDatabase().getConnection();
    try (InputStream functions =
        PostgresTarget.class.getResourceAsStream("postgres-functions.sql")) {
      execute(postgres, new String(functions.readAllBytes(), StandardCharsets.UTF_8));
    }
    duckDb = SkyDuckDb.open();
    spark = TestSpark.session().newSession();
    // Plans of a few rows are run sooner than compiled.
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    SkyFunctions.register(spark);
  }

  void load(List<RandomTables.Data> tables) throws SQLException {
    for (RandomTables.Data table : tables) {
      for (Connection connection : List.of(duckDb, postgres)) {
        String name = "\"" + table.name() + "\"";
        execute(connection, "DROP TABLE IF EXISTS " + name);
        execute(connection, "CREATE TABLE " + name + " (" + definition(connection, table) + ")");
        insert(connection, name, table);
      }
      List<Row> rows = table.rows().stream().map(row -> RowFactory.create(row.toArray())).toList();
      spark
          .createDataFrame(rows, schema(table))
          .repartition(2)
          .localCheckpoint()
          .createOrReplaceTempView(table.name());
    }
  }

  private static void insert(Connection connection, String name, RandomTables.Data table)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
      for (List<@Nullable Object> row : table.rows()) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, row.get(i));
        }
        insert.executeUpdate();
      }
    }
  }

  private String definition(Connection connection, RandomTables.Data table) {
    return table.columns().stream()
        .map(
            column ->
                "\""
                    + column[0]
                    + "\" "
                    + (connection == postgres && column[1].equals("DOUBLE")
                        ? "DOUBLE PRECISION"
                        : column[1]))
        .collect(Collectors.joining(", "));
  }

  private static StructType schema(RandomTables.Data table) {
    StructType schema = new StructType();
    for (String[] column : table.columns()) {
      schema =
          schema.add(
              column[0],
              switch (column[1]) {
                case "BIGINT" -> DataTypes.LongType;
                case "INTEGER" -> DataTypes.IntegerType;
                case "SMALLINT" -> DataTypes.ShortType;
                case "DOUBLE" -> DataTypes.DoubleType;
                case "REAL" -> DataTypes.FloatType;
                case "TIMESTAMP" -> DataTypes.TimestampNTZType;
                default -> DataTypes.StringType;
              });
    }
    return schema;
  }

  List<List<@Nullable Object>> duckDb(AdqlQuery query) throws SQLException {
    return rows(duckDb, sql(CellJoinExpansion.expand(query.plan()), DuckDbTarget.INSTANCE));
  }

  /**
   * The rows, or nothing where PostgreSQL cannot run the query: among what it cannot is a
   * floating-point number that becomes infinite or too small, which others go on with.
   */
  Optional<List<List<@Nullable Object>>> postgres(AdqlQuery query) throws SQLException {
    if (PostgresTarget.INSTANCE.support(query.plan()) instanceof Support.No) {
      return Optional.empty();
    }
    try {
      return Optional.of(rows(postgres, sql(query.plan(), PostgresTarget.INSTANCE)));
    } catch (SQLException e) {
      if (NUMERIC_VALUE_OUT_OF_RANGE.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  List<List<@Nullable Object>> spark(AdqlQuery query) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Row row :
        spark
            .sql(sql(CellJoinExpansion.expand(query.plan()), SparkTarget.INSTANCE))
            .collectAsList()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      rows.add(values);
    }
    return rows;
  }

  static String sql(RelNode plan, SqlTarget target) {
    return SqlRenderer.render(plan, target, TABLE);
  }

  private static List<List<@Nullable Object>> rows(Connection connection, String sql)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The rows as sorted lines, numbers to nine digits. */
  static List<String> text(List<List<@Nullable Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Engines::text).collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number == 0 || Math.abs(number) < 1e-9
          ? "0"
          : String.format(Locale.ROOT, "%.8e", number);
    }
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    }
    return value instanceof Number number ? Long.toString(number.longValue()) : value + "";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    duckDb.close();
    postgres.close();
    server.close();
  }
}

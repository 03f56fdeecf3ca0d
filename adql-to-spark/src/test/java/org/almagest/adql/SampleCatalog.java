package org.almagest.adql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.plan.SkyTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Three tables of two schemas, with the kinds of columns that surveys have. */
public final class SampleCatalog {

  private SampleCatalog() {}

  /** A compiler over the sample tables. */
  public static AdqlCompiler compiler() {
    return new AdqlCompiler(
        schema(
            Map.of(),
            Map.of(
                "pt12",
                schema(Map.of("Object", object(), "Source", source()), Map.of()),
                "mydb",
                schema(Map.of("targets", targets(), "regions", regions()), Map.of()))));
  }

  private static Schema schema(Map<String, Table> tables, Map<String, Schema> schemas) {
    return new AbstractSchema() {
      @Override
      protected Map<String, Table> getTableMap() {
        return tables;
      }

      @Override
      protected Map<String, Schema> getSubSchemaMap() {
        return schemas;
      }
    };
  }

  private static Table object() {
    return new SampleTable(
        List.of(
            new Column("objectId", SqlTypeName.BIGINT),
            new Column("ra_PS", SqlTypeName.DOUBLE),
            new Column("decl_PS", SqlTypeName.DOUBLE),
            new Column("gFlux", SqlTypeName.DOUBLE),
            new Column("extendedness", SqlTypeName.REAL),
            new Column("flags", SqlTypeName.INTEGER),
            new Column("band", SqlTypeName.VARCHAR)),
        new SkyTable.SkyColumns(1, 2),
        1e6);
  }

  private static Table source() {
    return new SampleTable(
        List.of(
            new Column("sourceId", SqlTypeName.BIGINT),
            new Column("objectId", SqlTypeName.BIGINT),
            new Column("ra", SqlTypeName.DOUBLE),
            new Column("dec", SqlTypeName.DOUBLE),
            new Column("psfFlux", SqlTypeName.DOUBLE),
            new Column("visit", SqlTypeName.INTEGER),
            new Column("taiObs", SqlTypeName.TIMESTAMP)),
        new SkyTable.SkyColumns(2, 3),
        1e7);
  }

  private static Table targets() {
    return new SampleTable(
        List.of(
            new Column("id", SqlTypeName.INTEGER),
            new Column("name", SqlTypeName.VARCHAR),
            new Column("ra", SqlTypeName.DOUBLE),
            new Column("dec", SqlTypeName.DOUBLE),
            new Column("rank", SqlTypeName.SMALLINT)),
        null,
        100);
  }

  private static Table regions() {
    return new SampleTable(
        List.of(
            new Column("name", SqlTypeName.VARCHAR),
            new Column("pos", GeometryTypes.POINT),
            new Column("footprint", GeometryTypes.POLYGON)),
        null,
        100);
  }

  private record Column(String name, Function<RelDataTypeFactory, RelDataType> type) {
    Column(String name, SqlTypeName type) {
      this(name, types -> types.createSqlType(type));
    }

    Column(String name, RelDataType type) {
      this(name, types -> type);
    }
  }

  private static final class SampleTable extends AbstractTable implements SkyTable {
    private final List<Column> columns;
    private final SkyTable.SkyColumns sky;
    private final double rows;

    SampleTable(List<Column> columns, SkyTable.SkyColumns sky, double rows) {
      this.columns = columns;
      this.sky = sky;
      this.rows = rows;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      RelDataTypeFactory.Builder builder = types.builder();
      for (Column column : columns) {
        builder.add(
            column.name(), types.createTypeWithNullability(column.type().apply(types), true));
      }
      return builder.build();
    }

    @Override
    public Statistic getStatistic() {
      return Statistics.of(rows, List.of());
    }

    /** Positions are in degrees, fluxes in nanojansky. */
    @Override
    public Optional<String> unit(int column) {
      String name = columns.get(column).name();
      return sky != null && (column == sky.lonIndex() || column == sky.latIndex())
          ? Optional.of("deg")
          : name.endsWith("Flux") ? Optional.of("nJy") : Optional.empty();
    }

    @Override
    public Optional<SkyTable.SkyColumns> skyColumns() {
      return Optional.ofNullable(sky);
    }
  }
}

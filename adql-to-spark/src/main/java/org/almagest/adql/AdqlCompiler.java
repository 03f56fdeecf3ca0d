package org.almagest.adql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.AddedFunction;
import org.almagest.adql.lower.LoweredPlan;
import org.almagest.adql.lower.Lowering;
import org.almagest.adql.lower.PlanningTime;
import org.almagest.adql.parse.AdqlParser;
import org.almagest.adql.validate.AdqlTypeSystem;
import org.almagest.adql.validate.AdqlValidator;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyScan;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Compiles ADQL against the tables a user may see. Safe for use by many threads. */
public final class AdqlCompiler {
  private final CalciteSchema root;
  private final List<AddedFunction> functions;

  /**
   * @param root its sub-schemas are the releases and user databases; their tables answer {@code
   *     unwrap(SkyTable.class)} where they have positions
   */
  public AdqlCompiler(Schema root) {
    this(root, List.of());
  }

  /**
   * @param root as above
   * @param functions that queries may call besides ours; the engines that run them know them
   */
  public AdqlCompiler(Schema root, List<AddedFunction> functions) {
    this.functions = List.copyOf(functions);
    this.root =
        root instanceof SchemaPlus plus
            ? CalciteSchema.from(plus)
            : CalciteSchema.createRootSchema(false, false, "", root);
  }

  /**
   * Parses, validates and lowers a query. A failure that is not the query's fault is passed on as
   * it is.
   *
   * @throws AdqlException if it is wrong, or not available here
   */
  public AdqlQuery compile(String adql) {
    PlanningTime time = PlanningTime.begin();
    SqlNode parsed = AdqlParser.parse(adql);
    try {
      return planned(adql, parsed, time);
    } catch (AdqlException e) {
      throw AdqlParser.placed(e, adql);
    } catch (CalciteException | UnsupportedOperationException e) {
      throw AdqlParser.placed(CalciteRefusal.of(e), adql);
    }
  }

  private AdqlQuery planned(String adql, SqlNode parsed, PlanningTime time) {
    JavaTypeFactoryImpl types = new JavaTypeFactoryImpl(new AdqlTypeSystem());
    AdqlValidator validator = new AdqlValidator(root, types, functions);
    Set<String> aliases = OutputNames.aliases(parsed);
    SqlNode validated = validator.validate(parsed);
    time.check();
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    // Calcite would compile Java code to fold constants, in Java's sense and not in ADQL's.
    planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    RelOptCluster cluster = RelOptCluster.create(planner, new AdqlRexBuilder(types));
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, query, schemaPath, viewPath) -> {
              throw new IllegalStateException("Views are not tables of a catalog");
            },
            validator.validator(),
            validator.catalog(),
            cluster,
            StandardConvertletTable.INSTANCE,
            SqlToRelConverter.config()
                .withExpand(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE));
    RelRoot converted = converter.convertQuery(validated, false, true);
    LoweredPlan lowered = Lowering.lower(converted.project(), time);
    int fields = lowered.plan().getRowType().getFieldCount();
    RelNode plan = Renaming.rename(lowered.plan(), OutputNames.of(validated, aliases, fields));
    refuseCorrelations(plan);
    return new AdqlQuery(adql, plan, SkyScan.in(plan), columns(plan, lowered));
  }

  private static void refuseCorrelations(RelNode plan) {
    plan.accept(
        new PlanShuttle() {
          @Override
          protected RelNode rewrite(RelNode node) {
            if (node instanceof Correlate) {
              throw new AdqlException(
                  AdqlErrorCode.UNSUPPORTED,
                  0,
                  0,
                  "A sub-query in FROM cannot use columns of the tables beside it",
                  "write a join");
            }
            return node;
          }
        });
  }

  private static List<OutputColumn> columns(RelNode plan, LoweredPlan lowered) {
    List<OutputColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : plan.getRowType().getFieldList()) {
      OutputColumn.Origin origin = ColumnOrigins.of(plan, field.getIndex());
      columns.add(
          new OutputColumn(
              field.getName(),
              field.getType(),
              origin,
              origin == null ? lowered.units().get(field.getIndex()).orElse(null) : null,
              lowered.xtypes().get(field.getIndex()).orElse(null)));
    }
    return columns;
  }
}

package org.almagest.plan.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.almagest.plan.Motion;
import org.almagest.plan.NearestMatch;
import org.almagest.plan.PlanShuttle;
import org.almagest.plan.SkyMatch;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts scans in the place of inputs of sky matches that are no tables, or none that can be read in
 * parts: grouping sub-queries, other matches, long lists. Once the rows of such an input are
 * written as a catalog, the match is one of {@link MatchScans}. Left as they are: inputs that are
 * correlated, that have columns of types that no file holds, or positions that are computed.
 */
public final class StagedSides extends PlanShuttle {

  private static final Set<SqlTypeName> STORED =
      EnumSet.of(
          SqlTypeName.BOOLEAN,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.REAL,
          SqlTypeName.FLOAT,
          SqlTypeName.DOUBLE,
          SqlTypeName.CHAR,
          SqlTypeName.VARCHAR,
          SqlTypeName.TIMESTAMP);

  private final Choice choice;
  private final UsedFields used;
  private final List<Stage> stages = new ArrayList<>();
  private int nextScanId;

  /** How the rows of an input are kept. */
  public enum Form {
    /** As a catalog. */
    CATALOG,
    /** As a list, if they turn out to be few, else as a catalog. */
    BY_SIZE
  }

  /**
   * An input that is run by itself, before the rest of the plan.
   *
   * @param scanId the number of the scan that stands for it
   * @param rows its plan: the fields are the columns of the scan
   * @param lon the index of the longitude among them, from 0
   * @param lat the index of the latitude among them, from 0
   */
  public record Stage(int scanId, RelNode rows, int lon, int lat, Form form) {

    /** The same that is kept in another form. */
    Stage in(Form other) {
      return new Stage(scanId, rows, lon, lat, other);
    }
  }

  /** What a back end knows of the sizes of inputs and of what it can read. */
  public interface Choice {

    /** How many rows are read for an input. */
    long rows(RelNode input);

    /** Whether a match that reads so many rows is worth writing inputs for. */
    boolean isWorthwhile(long rows);

    /** The scan that stands for an input. */
    SkyScan scan(Stage stage);

    /** Whether a match can be read as one relation once some inputs are written. */
    boolean canRead(StoredMatch match, List<Stage> written);
  }

  /** A plan and what has to be written before it can run, in any order. */
  public record Staged(RelNode plan, List<Stage> stages) {

    /** Copies the stages. */
    public Staged {
      stages = List.copyOf(stages);
    }
  }

  private StagedSides(int firstScanId, Choice choice, UsedFields used) {
    this.nextScanId = firstScanId;
    this.choice = choice;
    this.used = used;
  }

  /**
   * Replaces inputs of the matches of a plan.
   *
   * @param firstScanId above the numbers of all scans of the plan
   */
  public static Staged replace(RelNode plan, int firstScanId, Choice choice) {
    UsedFields used = UsedFields.inPlan(plan);
    if (!used.hasMatches()) {
      return new Staged(plan, List.of());
    }
    StagedSides sides = new StagedSides(firstScanId, choice, used);
    return new Staged(plan.accept(sides), sides.stages);
  }

  @Override
  protected RelNode rewrite(RelNode node) {
    return node;
  }

  @Override
  protected RelNode prepared(RelNode node) {
    if (node instanceof SkyMatch match) {
      return staged(match, match.positions(), match.getCondition());
    }
    return node instanceof NearestMatch match
        ? staged(match, match.positions(), match.distance())
        : node;
  }

  /** One of the two inputs of a match, with what the match needs of it. */
  private record Input(RelNode node, ImmutableBitSet needed, Optional<Place> place) {}

  /** The fields that are the position, or that it is moved from. */
  private record Place(int lon, int lat) {

    static Optional<Place> of(RexNode lon, RexNode lat) {
      return lon instanceof RexInputRef x && lat instanceof RexInputRef y
          ? Optional.of(new Place(x.getIndex(), y.getIndex()))
          : Motion.of(lon, lat).map(moving -> new Place(moving.lon(), moving.lat()));
    }
  }

  private RelNode staged(RelNode match, SkyMatch.Positions at, RexNode condition) {
    RelNode left = match.getInput(0);
    RelNode right = match.getInput(1);
    long leftRows = choice.rows(left);
    long rightRows = choice.rows(right);
    if (!choice.isWorthwhile(leftRows + rightRows) || isRead(match, match, List.of())) {
      return match;
    }
    ImmutableBitSet needed = used.ofMatch(match).union(InputFinder.bits(condition));
    int leftFields = left.getRowType().getFieldCount();
    Input first =
        new Input(
            left,
            needed.intersect(ImmutableBitSet.range(0, leftFields)),
            Place.of(at.leftLon(), at.leftLat()));
    Input second =
        new Input(
            right,
            needed.except(ImmutableBitSet.range(0, leftFields)).shift(-leftFields),
            Place.of(at.rightLon(), at.rightLat()));
    Optional<Stage> ofLeft = stage(first, nextScanId);
    Optional<Stage> ofRight = stage(second, nextScanId + 1);
    Stream<Attempt> one =
        Stream.of(
                ofLeft.map(stage -> new Attempt(leftRows, replaced(first, stage), right, stage)),
                ofRight.map(stage -> new Attempt(rightRows, left, replaced(second, stage), stage)))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingLong(Attempt::rows));
    Stream<Attempt> both =
        ofLeft.isPresent() && ofRight.isPresent()
            ? Stream.of(
                new Attempt(
                    leftRows + rightRows,
                    replaced(first, ofLeft.get()),
                    replaced(second, ofRight.get()),
                    ofLeft.get(),
                    ofRight.get()))
            : Stream.empty();
    return Stream.concat(one, both)
        .map(attempt -> accepted(match, attempt))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(match);
  }

  /**
   * A way to stage a match.
   *
   * @param rows how many are read for what is written
   */
  private record Attempt(long rows, RelNode left, RelNode right, List<Stage> stages) {

    Attempt(long rows, RelNode left, RelNode right, Stage... stages) {
      this(rows, left, right, List.of(stages));
    }
  }

  private Optional<RelNode> accepted(RelNode match, Attempt attempt) {
    RelNode staged = match.copy(match.getTraitSet(), List.of(attempt.left(), attempt.right()));
    if (!isRead(match, staged, attempt.stages())) {
      return Optional.empty();
    }
    List<Stage> bySize = attempt.stages().stream().map(stage -> stage.in(Form.BY_SIZE)).toList();
    stages.addAll(isRead(match, staged, bySize) ? bySize : attempt.stages());
    nextScanId += 2;
    return Optional.of(staged);
  }

  /** Whether a match, of which what the original's users need is used, becomes a relation. */
  private boolean isRead(RelNode original, RelNode match, List<Stage> written) {
    RexBuilder rex = match.getCluster().getRexBuilder();
    List<RexNode> fields =
        used.ofMatch(original).asList().stream()
            .map(field -> (RexNode) rex.makeInputRef(match, field))
            .toList();
    List<String> names = fields.stream().map(RexNode::toString).toList();
    RelNode wanted = LogicalProject.create(match, List.of(), fields, names, Set.of());
    RelNode replaced =
        MatchScans.replace(wanted, nextScanId + 2, found -> choice.canRead(found, written)).plan();
    return !UsedFields.inPlan(replaced).hasMatches();
  }

  private static Optional<Stage> stage(Input input, int scanId) {
    List<RelDataTypeField> fields = input.node().getRowType().getFieldList();
    List<Integer> needed = input.needed().asList();
    boolean stored =
        needed.stream()
            .allMatch(field -> STORED.contains(fields.get(field).getType().getSqlTypeName()));
    if (!stored || !RelOptUtil.getVariablesUsed(input.node()).isEmpty()) {
      return Optional.empty();
    }
    RexBuilder rex = input.node().getCluster().getRexBuilder();
    return input
        .place()
        .map(
            place ->
                new Stage(
                    scanId,
                    LogicalProject.create(
                        input.node(),
                        List.of(),
                        needed.stream().map(i -> rex.makeInputRef(input.node(), i)).toList(),
                        needed.stream().map(StoredMatch::column).toList(),
                        Set.of()),
                    needed.indexOf(place.lon()),
                    needed.indexOf(place.lat()),
                    Form.CATALOG));
  }

  /** The scan of what is written, with the fields of the input; nulls where nobody asks. */
  private RelNode replaced(Input input, Stage stage) {
    SkyScan scan = choice.scan(stage);
    RexBuilder rex = scan.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    for (RelDataTypeField field : input.node().getRowType().getFieldList()) {
      fields.add(
          input.needed().get(field.getIndex())
              ? rex.makeInputRef(scan, input.needed().indexOf(field.getIndex()))
              : rex.makeNullLiteral(field.getType()));
    }
    return LogicalProject.create(
        scan, List.of(), fields, input.node().getRowType().getFieldNames(), Set.of());
  }
}

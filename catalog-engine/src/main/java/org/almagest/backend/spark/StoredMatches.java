package org.almagest.backend.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.Placement.Layout;
import org.almagest.plan.MatchScans;
import org.almagest.plan.SkyScan;
import org.almagest.plan.StoredMatch;
import org.almagest.sky.HealpixRange;
import org.almagest.spark.program.MatchStep;

/** The matches of a query that the data source {@code hats-match} reads. */
final class StoredMatches {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final BackendQuery query;
  private final MatchScans.Replaced replaced;

  StoredMatches(BackendQuery query) {
    this.query = query;
    int scans = query.scans().stream().mapToInt(ScanFiles::scanId).max().orElse(-1) + 1;
    this.replaced =
        MatchScans.replace(
            query.query().plan(), scans, (left, right) -> isStored(left) && isStored(right));
  }

  /** The plan with scans in place of them. */
  MatchScans.Replaced replaced() {
    return replaced;
  }

  /** The views that those scans read. */
  List<MatchStep> steps() {
    return replaced.matches().stream().map(this::step).toList();
  }

  /** Whether the table is a HATS catalog whose files hold the columns as they are. */
  private boolean isStored(SkyScan scan) {
    ScanFiles files = query.scan(scan.scanId());
    return files.table().placement().layout() == Layout.HATS
        && files.table().columns().stream()
            .allMatch(column -> PLAIN_NAME.matcher(column.name()).matches())
        && files.columns().stream()
            .allMatch(
                column -> column.isPlain() && PLAIN_NAME.matcher(column.path().get(0)).matches());
  }

  private MatchStep step(StoredMatch match) {
    ScanFiles left = query.scan(match.left().scanId());
    ScanFiles right = query.scan(match.right().scanId());
    int leftColumns = left.table().columns().size();
    Map<String, String> options = new HashMap<>();
    options.put("left", left.table().placement().location());
    options.put("right", right.table().placement().location());
    options.put("radius", Double.toString(match.radiusDeg()));
    options.put("unit", "deg");
    options.put("strict", Boolean.toString(match.bound() == StoredMatch.Bound.STRICT));
    options.put(
        "how",
        switch (match.kept()) {
          case MATCHED -> "inner";
          case ALL -> "left";
        });
    options.put("separation", "");
    options.put("leftColumns", columns(left, 0));
    options.put("rightColumns", columns(right, leftColumns));
    put(options, "left", left);
    put(options, "right", right);
    return new MatchStep(SparkBackend.view(match.scanId()), "hats-match", options);
  }

  private static void put(Map<String, String> options, String side, ScanFiles scan) {
    scan.table()
        .sky()
        .ifPresent(
            sky -> {
              options.put(side + "Ra", stored(scan, sky.ra()));
              options.put(side + "Dec", stored(scan, sky.dec()));
            });
    options.put(
        side + "Pixels",
        scan.ranges().stream().map(StoredMatches::text).collect(Collectors.joining(" ")));
  }

  private static String text(HealpixRange range) {
    return range.first() + "-" + range.last();
  }

  private static String columns(ScanFiles scan, int first) {
    List<CatalogColumn> columns = scan.table().columns();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> stored(scan, columns.get(i).name()) + " AS " + StoredMatch.column(first + i))
        .collect(Collectors.joining(","));
  }

  private static String stored(ScanFiles scan, String name) {
    return scan.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .map(StoredColumn::path)
        .map(path -> path.get(0))
        .orElse(name);
  }
}

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
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.sky.HealpixRange;
import org.almagest.spark.program.MatchStep;

/** The matches of a query that the data source {@code hats-match} reads. */
final class StoredMatches {

  private static final long MOST_LIST_ROWS = 1_000_000;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final BackendQuery query;
  private final MatchScans.Replaced replaced;

  StoredMatches(BackendQuery query) {
    this.query = query;
    int scans = query.scans().stream().mapToInt(ScanFiles::scanId).max().orElse(-1) + 1;
    this.replaced = MatchScans.replace(query.query().plan(), scans, this::canRead);
  }

  /** The plan with scans in place of them. */
  MatchScans.Replaced replaced() {
    return replaced;
  }

  /** The views that those scans read. */
  List<MatchStep> steps() {
    return replaced.matches().stream().map(this::step).toList();
  }

  private boolean canRead(StoredMatch match) {
    Side left = match.left();
    Side right = match.right();
    return (isCatalog(right) && (isCatalog(left) || isList(left)))
        || (isCatalog(left) && isList(right) && isSymmetric(match));
  }

  /** Whether the match is the same the other way round. */
  private static boolean isSymmetric(StoredMatch match) {
    return match.kept() == Kept.MATCHED && match.neighbors().isEmpty();
  }

  private boolean isCatalog(Side side) {
    ScanFiles files = query.scan(side.scan().scanId());
    return files.table().placement().layout() == Layout.HATS
        && side.isPartitioned()
        && isPlain(files);
  }

  /** Whether the table is so small that every part of the match may read all of it. */
  private boolean isList(Side side) {
    ScanFiles files = query.scan(side.scan().scanId());
    return files.table().placement().layout() == Layout.PARQUET
        && files.table().rows() <= MOST_LIST_ROWS
        && !files.files().isEmpty()
        && isPlain(files);
  }

  /** Whether the files hold the columns as they are, under names that an option can list. */
  private static boolean isPlain(ScanFiles files) {
    return files.table().columns().stream()
            .allMatch(column -> PLAIN_NAME.matcher(column.name()).matches())
        && files.columns().stream()
            .allMatch(
                column -> column.isPlain() && PLAIN_NAME.matcher(column.path().get(0)).matches());
  }

  private MatchStep step(StoredMatch match) {
    ScanFiles left = query.scan(match.left().scan().scanId());
    ScanFiles right = query.scan(match.right().scan().scanId());
    // The short side goes to the left, whichever it is: all pairs are the same both ways.
    boolean swapped = isList(match.right());
    Map<String, String> options = new HashMap<>();
    options.put("radius", Double.toString(match.radiusDeg()));
    options.put("unit", "deg");
    options.put("strict", Boolean.toString(match.bound() == StoredMatch.Bound.STRICT));
    options.put(
        "how",
        switch (match.kept()) {
          case MATCHED -> "inner";
          case ALL -> "left";
        });
    match.neighbors().ifPresent(n -> options.put("n", Integer.toString(n)));
    options.put("mode", match.neighbors().isPresent() ? "nearest" : "all");
    options.put("separation", "");
    options.put("leftList", Boolean.toString(swapped || isList(match.left())));
    put(options, swapped ? "right" : "left", left, match.left(), 0);
    put(options, swapped ? "left" : "right", right, match.right(), left.table().columns().size());
    return new MatchStep(SparkBackend.view(match.scanId()), "hats-match", options);
  }

  private static void put(
      Map<String, String> options, String role, ScanFiles scan, Side side, int firstColumn) {
    List<CatalogColumn> columns = scan.table().columns();
    options.put(role, scan.table().placement().location());
    options.put(role + "Columns", columns(scan, firstColumn));
    options.put(role + "Ra", stored(scan, columns.get(side.lon()).name()));
    options.put(role + "Dec", stored(scan, columns.get(side.lat()).name()));
    options.put(
        role + "Pixels",
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

package org.almagest.backend.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almagest.backend.BackendQuery;
import org.almagest.backend.ScanFiles;
import org.almagest.backend.StoredMatches;
import org.almagest.hats.match.SideColumns;
import org.almagest.plan.ColumnLimits;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.spark.program.MatchStep;
import org.jspecify.annotations.Nullable;

/** Matches as options of the data source {@code hats-match}. */
record MatchSteps(BackendQuery query) {

  /** The view that the scan of a match reads. */
  MatchStep of(StoredMatch match) {
    ScanFiles left = query.scan(match.left().scan().scanId());
    ScanFiles right = query.scan(match.right().scan().scanId());
    StoredMatches matches = query.matches();
    boolean swapped = matches.isSwapped(match);
    Map<String, String> options = new HashMap<>();
    options.put("radius", Double.toString(match.radiusDeg()));
    options.put("minRadius", Double.toString(match.minRadiusDeg()));
    options.put("unit", "deg");
    options.put("strict", Boolean.toString(match.bound() == StoredMatch.Bound.STRICT));
    options.put(
        "how",
        switch (match.kept()) {
          case MATCHED -> "inner";
          case ALL -> "left";
          case ALONE -> "anti";
        });
    match.neighbors().ifPresent(n -> options.put("n", Integer.toString(n)));
    options.put("mode", match.neighbors().isPresent() ? "nearest" : "all");
    options.put("separation", "");
    options.put("leftList", Boolean.toString(swapped || matches.isList(match.left())));
    options.put("rightList", Boolean.toString(!swapped && matches.isList(match.right())));
    put(options, swapped ? "right" : "left", left, match.left(), 0);
    put(options, swapped ? "left" : "right", right, match.right(), left.table().columns().size());
    return new MatchStep(SparkBackend.view(match.scanId()), "hats-match", options);
  }

  private static void put(
      Map<String, String> options, String role, ScanFiles scan, Side side, int firstColumn) {
    options.put(role, scan.table().files().location());
    options.put(role + "Columns", columns(scan, side, firstColumn));
    options.put(role + "Ra", StoredMatches.stored(scan, side.lon()));
    options.put(role + "Dec", StoredMatches.stored(scan, side.lat()));
    put(options, role, StoredMatches.motion(side, scan));
    options.put(
        role + "Filter",
        side.limits().stream()
            .flatMap(limits -> texts(StoredMatches.stored(scan, limits.column()), limits))
            .collect(Collectors.joining(" AND ")));
    options.put(
        role + "Pixels",
        scan.ranges().stream().map(MatchSteps::text).collect(Collectors.joining(" ")));
  }

  private static void put(
      Map<String, String> options, String role, SideColumns.@Nullable Motion motion) {
    if (motion == null) {
      return;
    }
    options.put("epoch", Double.toString(motion.matchEpoch()));
    options.put(role + "Epoch", Double.toString(motion.epoch()));
    options.put(role + "PmRa", motion.pmRa());
    options.put(role + "PmDec", motion.pmDec());
    if (motion.parallax() != null) {
      options.put(role + "Parallax", motion.parallax());
    }
    if (motion.radialVelocity() != null) {
      options.put(role + "RadialVelocity", motion.radialVelocity());
    }
  }

  private static Stream<String> texts(String column, ColumnLimits limits) {
    return Stream.of(
            Double.isInfinite(limits.least()) ? "" : column + " >= " + limits.least(),
            Double.isInfinite(limits.most()) ? "" : column + " <= " + limits.most())
        .filter(text -> !text.isEmpty());
  }

  private static String text(HealpixRange range) {
    return range.first() + "-" + range.last();
  }

  private static String columns(ScanFiles scan, Side side, int first) {
    return side.columns().stream()
        .map(i -> StoredMatches.stored(scan, i) + " AS " + StoredMatch.column(first + i))
        .collect(Collectors.joining(","));
  }
}

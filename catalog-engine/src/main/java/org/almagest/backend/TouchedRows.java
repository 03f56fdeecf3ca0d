package org.almagest.backend;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsPartition;
import org.almagest.plan.StoredMatch;
import org.almagest.plan.StoredMatch.Kept;
import org.almagest.plan.StoredMatch.Side;
import org.almagest.sky.HealpixRange;

/**
 * How many rows a query reads when of a catalog that is matched with a list only the partitions
 * near its positions count.
 */
public final class TouchedRows {

  private TouchedRows() {}

  /** The rows of all scans of a query; the positions of its lists are read. */
  public static long of(BackendQuery query) {
    StoredMatches matches = query.matches();
    Map<Integer, Long> touched = new HashMap<>();
    for (StoredMatch match : matches.replaced().matches()) {
      boolean onLeft = matches.isList(match.left());
      Side catalog = onLeft ? match.right() : match.left();
      Side list = onLeft ? match.left() : match.right();
      ScanFiles files = query.scan(catalog.scan().scanId());
      // Rows of the catalog that come out without a partner are anywhere.
      boolean near = onLeft || (matches.isList(list) && match.kept() == Kept.MATCHED);
      long rows = near ? rows(files, query.scan(list.scan().scanId()), list, match) : files.rows();
      touched.merge(files.scanId(), rows, Math::max);
    }
    return query.scans().stream()
        .mapToLong(scan -> touched.getOrDefault(scan.scanId(), scan.rows()))
        .sum();
  }

  private static long rows(ScanFiles sky, ScanFiles list, Side positions, StoredMatch match) {
    HatsCollection collection = sky.collection();
    if (collection == null) {
      return sky.rows();
    }
    HatsCatalog catalog = collection.catalog();
    try {
      List<HealpixRange> near =
          StoredMatches.positions(positions, list, catalog).around(match.radiusDeg());
      long rows = catalog.partitions(near).stream().mapToLong(HatsPartition::rows).sum();
      return near.isEmpty() ? sky.rows() : Math.min(sky.rows(), rows);
    } catch (IOException e) {
      // Running the query tells what is wrong with the list.
      return sky.rows();
    }
  }
}

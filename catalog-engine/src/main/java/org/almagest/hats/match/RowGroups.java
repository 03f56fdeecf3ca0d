package org.almagest.hats.match;

import java.util.ArrayList;
import java.util.List;
import org.almagest.hats.column.ColumnFile;
import org.almagest.hats.column.FileSpans;
import org.almagest.hats.column.RowFilter;
import org.almagest.hats.column.RowSpan;
import org.almagest.sky.healpix.Healpix;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** Leaves out row groups whose statistics say that no row of them takes part. */
final class RowGroups {

  private RowGroups() {}

  static FileSpans wanted(ColumnFile file, PartFile part, SideColumns columns) {
    List<RowSpan> wanted = new ArrayList<>();
    PixelTest inRanges = new PixelTest(part.ranges());
    for (RowSpan span : file.all()) {
      BlockMetaData group = file.footer().getBlocks().get(span.rowGroup());
      if ((part.ranges().isEmpty() || mayHold(group, inRanges, columns))
          && passes(group, columns.filters())) {
        wanted.add(span);
      }
    }
    return new FileSpans(file, wanted);
  }

  private static boolean mayHold(BlockMetaData group, PixelTest inRanges, SideColumns columns) {
    if (columns.pixel() == null) {
      return true;
    }
    Statistics<?> known = statistics(group, columns.pixel());
    if (known == null || !(known.genericGetMin() instanceof Number least)) {
      return true;
    }
    int shift = 2 * (Healpix.MAX_ORDER - columns.pixelOrder());
    long most = ((Number) known.genericGetMax()).longValue();
    return inRanges.overlaps(least.longValue() << shift, ((most + 1) << shift) - 1);
  }

  private static boolean passes(BlockMetaData group, List<RowFilter> filters) {
    for (RowFilter filter : filters) {
      Statistics<?> known = statistics(group, filter.column());
      if (known != null
          && known.genericGetMin() instanceof Number least
          && known.genericGetMax() instanceof Number most
          && !filter.mayPass(least.doubleValue(), most.doubleValue())) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Statistics<?> statistics(BlockMetaData group, String path) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().toDotString().equals(path)) {
        Statistics<?> known = chunk.getStatistics();
        return known != null && known.hasNonNullValue() ? known : null;
      }
    }
    return null;
  }
}

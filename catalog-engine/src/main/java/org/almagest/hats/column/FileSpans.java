package org.almagest.hats.column;

import java.util.List;

/** Rows of one open file. */
public record FileSpans(ColumnFile file, List<RowSpan> spans) {

  /** Copies the spans. */
  public FileSpans {
    spans = List.copyOf(spans);
  }

  /** How many rows there are. */
  public int rows() {
    return spans.stream().mapToInt(RowSpan::rows).reduce(0, Math::addExact);
  }
}

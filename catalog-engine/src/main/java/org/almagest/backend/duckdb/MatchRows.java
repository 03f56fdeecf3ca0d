package org.almagest.backend.duckdb;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.backend.MatchRelation.Column;
import org.almagest.backend.MatchRelation.Role;
import org.almagest.hats.column.ColumnValues;
import org.almagest.hats.match.MatchOutput;
import org.almagest.hats.match.PartMatch;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/** The rows that one thread of a scan makes: part after part, block after block. */
final class MatchRows implements DuckDBTableFunctionState {

  private @Nullable PartMatch part;
  private @Nullable ColumnValues[] block = new ColumnValues[0];
  private int row;
  private int end;

  /** Fills a chunk; gives how many rows it has, 0 after the last one. */
  long next(MatchFunction.Parts parts, DuckDBDataChunkWriter out) throws IOException {
    while (row == end) {
      if (!advance(parts)) {
        return 0;
      }
    }
    int count = (int) Math.min(out.capacity(), end - row);
    for (int i = 0; i < block.length; i++) {
      int column = parts.columns().get(i);
      if (column >= 0 && column < parts.match().columns().size()) {
        MatchVector.write(parts.match().columns().get(column), block[i], row, count, out.vector(i));
      }
    }
    row += count;
    return count;
  }

  private boolean advance(MatchFunction.Parts parts) throws IOException {
    PartMatch open = part;
    while (open == null || !open.advance()) {
      close();
      int taken = parts.taken().getAndIncrement();
      if (taken >= parts.match().parts().size()) {
        return false;
      }
      open =
          PartMatch.open(
              parts.match().job(),
              parts.match().parts().get(taken),
              new MatchOutput(paths(parts, Role.LEFT), paths(parts, Role.RIGHT)));
      part = open;
    }
    List<Integer> wanted = parts.columns();
    block = new ColumnValues[wanted.size()];
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) >= 0 && wanted.get(i) < parts.match().columns().size()) {
        block[i] = values(open, parts.match().columns().get(wanted.get(i)));
      }
    }
    row = 0;
    end = open.rows();
    return true;
  }

  private static Set<String> paths(MatchFunction.Parts parts, Role role) {
    List<Column> columns = parts.match().columns();
    return parts.columns().stream()
        .filter(column -> column >= 0 && column < columns.size())
        .map(columns::get)
        .filter(column -> column.role() == role)
        .map(Column::path)
        .collect(Collectors.toSet());
  }

  private static @Nullable ColumnValues values(PartMatch part, Column column) throws IOException {
    return switch (column.role()) {
      case LEFT -> part.left(column.path());
      case RIGHT -> part.hasRight() ? part.right(column.path()) : null;
    };
  }

  @Override
  public void close() throws IOException {
    PartMatch open = part;
    part = null;
    if (open != null) {
      open.close();
    }
  }
}

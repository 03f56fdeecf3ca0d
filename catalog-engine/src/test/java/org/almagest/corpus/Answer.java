package org.almagest.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a query returned.
 *
 * @param columns the names, in lower case
 * @param rows the values, of the types that {@link org.almagest.backend.RowStream} hands out
 */
record Answer(List<String> columns, List<List<@Nullable Object>> rows) {

  Answer {
    columns = columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    rows =
        rows.stream()
            .map(row -> Collections.unmodifiableList(new ArrayList<@Nullable Object>(row)))
            .toList();
  }
}

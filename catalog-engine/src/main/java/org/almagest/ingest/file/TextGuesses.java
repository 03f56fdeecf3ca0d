package org.almagest.ingest.file;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almagest.catalog.CatalogColumn;
import org.almagest.ingest.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Finds out what the columns of text files hold. */
public final class TextGuesses {

  private TextGuesses() {}

  private record Guesses(Map<String, ColumnGuess> byName) implements Serializable {}

  /** The guesses over all text files, by name in small letters. */
  public static Map<String, ColumnGuess> of(List<SourceFile> files, Tasks tasks)
      throws IOException, InterruptedException {
    List<SourceFile> texts =
        files.stream().filter(file -> file.format() == SourceFile.Format.TEXT).toList();
    Map<String, ColumnGuess> all = new HashMap<>();
    for (Guesses guesses : tasks.run(texts, TextGuesses::guess)) {
      guesses.byName().forEach((name, guess) -> all.merge(name, guess, ColumnGuess::plus));
    }
    return all;
  }

  private static Guesses guess(SourceFile file) {
    List<CatalogColumn> columns = file.columns();
    ColumnGuess[] guesses = new ColumnGuess[columns.size()];
    Arrays.setAll(guesses, index -> new ColumnGuess());
    try (RowSource rows = new TextRows(file)) {
      for (@Nullable Object @Nullable [] row = rows.next(); row != null; row = rows.next()) {
        if (row.length == guesses.length) {
          for (int index = 0; index < row.length; index++) {
            guesses[index].add(String.valueOf(row[index]));
          }
        }
      }
    }
    Map<String, ColumnGuess> byName = new HashMap<>();
    for (int index = 0; index < guesses.length; index++) {
      byName.put(columns.get(index).name().toLowerCase(Locale.ROOT), guesses[index]);
    }
    return new Guesses(byName);
  }
}

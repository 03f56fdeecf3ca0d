package org.almagest.ingest.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.load.TableDescription;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.HeaderTexts;
import org.almagest.hats.HatsCatalog;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;

/** Decides the columns of the table from its description, if there is one, and its files. */
public final class ColumnPlan {

  private final List<SourceFile> files;
  private final List<String> notes = new ArrayList<>();

  public ColumnPlan(List<SourceFile> files) {
    this.files = List.copyOf(files);
    files.forEach(this::checkNames);
  }

  /** What the user should know of the decisions. */
  public List<String> notes() {
    return notes;
  }

  private void checkNames(SourceFile file) {
    try {
      HeaderTexts.check(file.columns());
    } catch (ForeignTableException e) {
      throw BrokenFile.refused(file.path(), e);
    }
    Set<String> seen = new HashSet<>();
    for (CatalogColumn column : file.columns()) {
      if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IngestException(
            IngestException.Code.WRONG_REQUEST,
            "["
                + file.path()
                + "] has two columns named ["
                + column.name()
                + "], or two names that differ in case only: rename one");
      }
    }
  }

  /** The columns of the description, each of which must be in every file. */
  public List<CatalogColumn> described(TableDescription table) {
    for (SourceFile file : files) {
      for (CatalogColumn column : table.columns()) {
        requireColumn(file, column.name());
      }
      for (CatalogColumn column : file.columns()) {
        if (table.column(column.name()).isEmpty()) {
          note("Column [" + column.name() + "] is not in the Felis file: left out");
        }
      }
    }
    return table.columns();
  }

  private static void requireColumn(SourceFile file, String name) {
    if (file.indexOf(name) < 0) {
      throw new IngestException(
          IngestException.Code.WRONG_REQUEST,
          "["
              + file.path()
              + "] has no column ["
              + name
              + "]; its columns are "
              + file.columns().stream().map(CatalogColumn::name).collect(Collectors.joining(", ")));
    }
  }

  /**
   * The columns of the files, which must have the same ones.
   *
   * @param guesses what the columns of text hold, by name
   */
  public List<CatalogColumn> inferred(Map<String, ColumnGuess> guesses, @Nullable SkyColumns sky) {
    Map<String, CatalogColumn> columns = new LinkedHashMap<>();
    for (SourceFile file : files) {
      file.leftOut().forEach((name, why) -> note("Column [" + name + "] " + why + ": left out"));
      for (CatalogColumn column : file.columns()) {
        String name = column.name();
        if (file.leftOut().containsKey(name)) {
          continue;
        }
        if (name.equals(HatsCatalog.HEALPIX_COLUMN)) {
          note("Column [" + name + "] is computed anew");
          continue;
        }
        for (SourceFile other : files) {
          requireColumn(other, name);
        }
        CatalogColumn typed = typed(file, column, guesses, sky);
        columns.merge(name.toLowerCase(Locale.ROOT), typed, ColumnPlan::widened);
      }
    }
    return List.copyOf(columns.values());
  }

  private void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  private static CatalogColumn typed(
      SourceFile file,
      CatalogColumn column,
      Map<String, ColumnGuess> guesses,
      @Nullable SkyColumns sky) {
    if (file.format() != SourceFile.Format.TEXT) {
      return column;
    }
    ColumnGuess guess =
        guesses.getOrDefault(column.name().toLowerCase(Locale.ROOT), new ColumnGuess());
    boolean position =
        sky != null
            && (column.name().equalsIgnoreCase(sky.ra())
                || column.name().equalsIgnoreCase(sky.dec()));
    if (position) {
      // A stray text among the numbers is a bad row, never a reason to lose the position.
      return withType(column, guess.isSexagesimal() ? ColumnType.STRING : ColumnType.DOUBLE);
    }
    return withType(column, guess.type());
  }

  private static CatalogColumn withType(CatalogColumn column, ColumnType type) {
    return new CatalogColumn(
        column.name(),
        type,
        column.unit(),
        column.ucd(),
        column.utype(),
        column.description(),
        column.principal(),
        column.indexed(),
        type == column.type() ? column.xtype() : null);
  }

  private static CatalogColumn widened(CatalogColumn left, CatalogColumn right) {
    return withType(left, wider(left.type(), right.type()));
  }

  private static ColumnType wider(ColumnType left, ColumnType right) {
    if (left == right) {
      return left;
    }
    List<ColumnType> numbers =
        List.of(
            ColumnType.UNSIGNED_BYTE,
            ColumnType.SHORT,
            ColumnType.INTEGER,
            ColumnType.LONG,
            ColumnType.FLOAT,
            ColumnType.DOUBLE);
    if (!numbers.contains(left) || !numbers.contains(right)) {
      return ColumnType.STRING;
    }
    ColumnType larger = numbers.indexOf(left) > numbers.indexOf(right) ? left : right;
    boolean wholeAndFloat = larger == ColumnType.FLOAT;
    return wholeAndFloat ? ColumnType.DOUBLE : larger;
  }
}

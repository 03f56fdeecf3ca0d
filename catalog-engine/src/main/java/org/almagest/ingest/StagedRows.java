package org.almagest.ingest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file as they are staged: the columns of the table, the HEALPix pixel, and of a
 * bad row instead the file, the line and what is wrong.
 */
final class StagedRows implements Iterator<Row> {

  /** The pixel; null of a bad row, and where the table has no position. */
  static final String PIXEL = "pixel";

  static final String FILE = "file";
  static final String LINE = "line";

  /** What is wrong; null of a good row. */
  static final String PROBLEM = "problem";

  private static final int REPORTS_OF_A_FILE = 20;

  private final RowSource source;
  private final TableShape shape;
  private final SourceFile file;
  private final RowShaper shaper;
  private final BadRows badRows;
  private int bad;
  private @Nullable Row next;

  private StagedRows(RowSource source, TableShape shape, SourceFile file, BadRows badRows) {
    this.source = source;
    this.shape = shape;
    this.file = file;
    this.badRows = badRows;
    this.shaper = new RowShaper(shape, file);
    this.next = advance();
  }

  /** Opens a file inside a Spark task, which closes it when it ends. */
  static Iterator<Row> open(RowSource source, TableShape shape, SourceFile file, BadRows badRows) {
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener close = context -> source.close();
      task.addTaskCompletionListener(close);
    }
    return new StagedRows(source, shape, file, badRows);
  }

  static StructType schema(TableShape shape) {
    StructType schema = new StructType();
    for (int index = 0; index < shape.columns().size(); index++) {
      // Names of our own: those of the table may hold anything, or differ in case only.
      schema = schema.add("c" + index, SparkTypes.of(shape.columns().get(index).type()), true);
    }
    return schema
        .add(PIXEL, DataTypes.LongType, true)
        .add(FILE, DataTypes.StringType, true)
        .add(LINE, DataTypes.LongType, true)
        .add(PROBLEM, DataTypes.StringType, true);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    Row row = next;
    if (row == null) {
      throw new NoSuchElementException();
    }
    next = advance();
    return row;
  }

  private @Nullable Row advance() {
    if (badRows == BadRows.FAIL && bad >= REPORTS_OF_A_FILE) {
      return null;
    }
    @Nullable Object @Nullable [] raw = source.next();
    return raw == null ? null : staged(raw);
  }

  private Row staged(@Nullable Object[] raw) {
    int columns = shape.columns().size();
    @Nullable Object[] row = new @Nullable Object[columns + 4];
    try {
      @Nullable Object[] values = shaper.shape(raw);
      SkyPlan sky = shape.sky();
      if (sky != null) {
        row[columns] = shaper.pixel(values, sky);
      }
      System.arraycopy(values, 0, row, 0, columns);
    } catch (BadRowException e) {
      bad++;
      row[columns + 1] = file.path();
      row[columns + 2] = source.position();
      row[columns + 3] = e.getMessage();
    }
    return RowFactory.create(row);
  }
}

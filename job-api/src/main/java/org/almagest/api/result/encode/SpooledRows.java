package org.almagest.api.result.encode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.ColumnType;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.AbstractStarTable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.Tables;

/**
 * Rows on disk, for a format whose head tells how many there are. The file has no name while it is
 * used, so that it ends with the process however that ends.
 */
final class SpooledRows extends AbstractStarTable implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final List<ResultColumn> columns;
  private final List<StarColumn> starColumns;
  private final List<UnusedNumber> unused;
  private final FileChannel channel;
  private long rows;

  private SpooledRows(List<ResultColumn> columns, FileChannel channel) {
    this.columns = columns;
    this.starColumns = columns.stream().map(StarColumn::of).toList();
    this.unused = columns.stream().map(column -> new UnusedNumber(column.column().type())).toList();
    this.channel = channel;
  }

  /** Reads all rows. */
  static SpooledRows of(LimitedRows rows, Path scratch) throws IOException {
    Path file = Files.createDirectories(scratch).resolve("rows-" + UUID.randomUUID());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    SpooledRows spooled = new SpooledRows(rows.columns(), channel);
    boolean complete = false;
    try {
      Files.delete(file);
      spooled.fill(rows);
      complete = true;
      return spooled;
    } finally {
      if (!complete) {
        channel.close();
      }
    }
  }

  private void fill(LimitedRows from) throws IOException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    while (from.advance()) {
      rows++;
      for (int column = 0; column < columns.size(); column++) {
        Object value = from.value(column);
        out.writeBoolean(value != null);
        if (value != null) {
          unused.get(column).add(value);
          write(columns.get(column).column().type(), value, out);
        }
      }
    }
    out.flush();
    for (int column = 0; column < columns.size(); column++) {
      ColumnInfo info = starColumns.get(column).info();
      unused
          .get(column)
          .number()
          .ifPresent(
              number -> info.setAuxDatum(new DescribedValue(Tables.NULL_VALUE_INFO, number)));
    }
  }

  private static void write(ColumnType type, Object value, DataOutputStream out)
      throws IOException {
    switch (type) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case UNSIGNED_BYTE, SHORT -> out.writeShort((Short) value);
      case INTEGER -> out.writeInt((Integer) value);
      case LONG -> out.writeLong((Long) value);
      case FLOAT -> out.writeFloat((Float) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case STRING, TIMESTAMP -> {
        byte[] text = CellValue.text(value).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  private static Object read(ColumnType type, DataInputStream in) throws IOException {
    return switch (type) {
      case BOOLEAN -> in.readBoolean();
      case UNSIGNED_BYTE, SHORT -> in.readShort();
      case INTEGER -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING, TIMESTAMP -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    };
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    return starColumns.get(column).info();
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  @Override
  public RowSequence getRowSequence() {
    return new Sequence();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Sequence implements RowSequence {
    private final DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FromStart(channel), BUFFER));
    private final @Nullable Object[] row = new Object[columns.size()];
    private long done;

    @Override
    public boolean next() throws IOException {
      if (done == rows) {
        return false;
      }
      done++;
      for (int column = 0; column < row.length; column++) {
        row[column] =
            in.readBoolean()
                ? starColumns.get(column).value(read(columns.get(column).column().type(), in))
                : null;
      }
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // STIL has no nullness annotations; a null is a null there.
    public Object getCell(int column) {
      return row[column];
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    public Object[] getRow() {
      return row.clone();
    }

    @Override
    public void close() {
      // The channel is the table's.
    }
  }

  /** Reads a channel from its start without moving its position: several may at once. */
  private static final class FromStart extends InputStream {
    private final FileChannel channel;
    private long position;

    FromStart(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(0, read);
      return read;
    }
  }
}

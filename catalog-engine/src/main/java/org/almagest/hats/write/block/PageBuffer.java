package org.almagest.hats.write.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer that a page is made in; it grows as is needed. */
public final class PageBuffer {

  private byte[] bytes = new byte[1 << 16];
  private int length;

  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Room for more bytes at the end, which count as written. */
  public ByteBuffer add(int more) {
    int start = length;
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = start == 0 ? new byte[needed] : Arrays.copyOf(bytes, grown(needed));
    }
    length = needed;
    return ByteBuffer.wrap(bytes, start, more).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private int grown(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, bytes.length * 2L));
  }

  public void add(byte[] more, int offset, int count) {
    int start = length;
    add(count);
    System.arraycopy(more, offset, bytes, start, count);
  }

  public void addVarint(int value) {
    int left = value;
    while ((left & ~0x7f) != 0) {
      add(1).put((byte) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    add(1).put((byte) left);
  }

  /** Numbers of a few bits each, in groups of eight, as Parquet packs them. */
  public void addPacked(int[] values, int count, int bits) {
    int groups = (count + 7) / 8;
    addVarint((groups << 1) | 1);
    int start = length;
    add(groups * bits);
    long pending = 0;
    int pendingBits = 0;
    int target = start;
    for (int index = 0; index < groups * 8; index++) {
      pending |= (index < count ? (long) values[index] : 0L) << pendingBits;
      pendingBits += bits;
      while (pendingBits >= 8) {
        bytes[target++] = (byte) pending;
        pending >>>= 8;
        pendingBits -= 8;
      }
    }
  }
}

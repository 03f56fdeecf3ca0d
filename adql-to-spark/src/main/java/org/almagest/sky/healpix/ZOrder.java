package org.almagest.sky.healpix;

/** The numbering of cells within a base cell: the bits of two coordinates in turn. */
final class ZOrder {

  private ZOrder() {}

  /** The number of a cell: the bits of i on the even places, those of j on the odd ones. */
  static long joined(long i, long j) {
    return spread(i) | (spread(j) << 1);
  }

  /** The coordinate on the even places; bits above place 62 are left out. */
  static long even(long number) {
    long bits = number & 0x5555555555555555L;
    bits = (bits | (bits >>> 1)) & 0x3333333333333333L;
    bits = (bits | (bits >>> 2)) & 0x0F0F0F0F0F0F0F0FL;
    bits = (bits | (bits >>> 4)) & 0x00FF00FF00FF00FFL;
    bits = (bits | (bits >>> 8)) & 0x0000FFFF0000FFFFL;
    return (bits | (bits >>> 16)) & 0x00000000FFFFFFFFL;
  }

  /** The coordinate on the odd places. */
  static long odd(long number) {
    return even(number >>> 1);
  }

  private static long spread(long value) {
    long bits = value;
    bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFFL;
    bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FFL;
    bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0FL;
    bits = (bits | (bits << 2)) & 0x3333333333333333L;
    return (bits | (bits << 1)) & 0x5555555555555555L;
  }
}

package org.almagest.hats.column;

/** A page ready to be written; the bytes are not copied. */
final class EncodedPage {

  private final int values;
  private final int nulls;
  private final int expandedLength;
  private final byte[] bytes;
  private final Bounds bounds;

  EncodedPage(int values, int nulls, int expandedLength, byte[] bytes, Bounds bounds) {
    this.values = values;
    this.nulls = nulls;
    this.expandedLength = expandedLength;
    this.bytes = bytes;
    this.bounds = bounds;
  }

  int values() {
    return values;
  }

  int nulls() {
    return nulls;
  }

  int expandedLength() {
    return expandedLength;
  }

  byte[] bytes() {
    return bytes;
  }

  Bounds bounds() {
    return bounds;
  }
}

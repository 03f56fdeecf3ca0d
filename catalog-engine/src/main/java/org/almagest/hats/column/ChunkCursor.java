package org.almagest.hats.column;

import java.io.ByteArrayInputStream;

/** Thrift reads headers from a stream; this one tells how far it went. */
final class ChunkCursor extends ByteArrayInputStream {

  ChunkCursor(byte[] bytes, int length) {
    super(bytes, 0, length);
  }

  int position() {
    return pos;
  }

  void seek(int position) {
    if (position > count) {
      throw new ColumnException("A column chunk ends inside a page");
    }
    pos = position;
  }
}

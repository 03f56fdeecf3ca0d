package org.almagest.ingest.file;

import java.io.Serializable;

/** A row that cannot be read: where, and why. */
public record BadRow(String path, long position, String problem) implements Serializable {

  @Override
  public String toString() {
    return path + ":" + position + ": " + problem;
  }
}

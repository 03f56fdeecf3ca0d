package org.almagest.ingest.file;

/** Whether text files begin with the names of their columns. */
public enum Header {
  /** Look at the first line. */
  DETECT,
  /** The files begin with the names of their columns. */
  PRESENT,
  /** The files do not: the columns are those of the Felis file or of the request, in that order. */
  ABSENT
}

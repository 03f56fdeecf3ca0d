package org.almagest.hats;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.InputFile;

/** What reading a catalog asks of a file system. Safe for use by many threads. */
public interface Storage {

  /**
   * What a folder holds.
   *
   * @param bytes the length of a file, 0 for a folder
   */
  record Entry(String name, Kind kind, long bytes) {}

  /** What an entry of a folder is. */
  enum Kind {
    /** Something with bytes. */
    FILE,
    /** Something with entries. */
    FOLDER
  }

  /** The file system of a place: local files directly, others by Hadoop as its files configure. */
  static Storage of(Location location) {
    return location.isLocal()
        ? LocalStorage.INSTANCE
        : new HadoopStorage(HadoopStorage.configuration());
  }

  /** The same, with the given configuration of Hadoop. */
  static Storage of(Location location, Configuration configuration) {
    return location.isLocal() ? LocalStorage.INSTANCE : new HadoopStorage(configuration);
  }

  /** Whether there is such a file. */
  boolean isFile(Location file) throws IOException;

  /** Whether there is such a folder. */
  boolean isFolder(Location folder) throws IOException;

  /** The entries of a folder, by name; none where there is no such folder. */
  List<Entry> list(Location folder) throws IOException;

  /** The text of a small file, in UTF-8. */
  String text(Location file) throws IOException;

  /** A file of Parquet. */
  InputFile parquet(Location file) throws IOException;
}

package org.almagest.hats;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/** Files of any file system that Hadoop knows: HDFS above all. */
final class HadoopStorage implements Storage {

  private final Configuration configuration;

  HadoopStorage(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What {@code core-site.xml} and {@code hdfs-site.xml} on the class path say. */
  static Configuration configuration() {
    return FromClassPath.CONFIGURATION;
  }

  private static final class FromClassPath {
    static final Configuration CONFIGURATION = new Configuration();
  }

  @Override
  public boolean isFile(Location file) throws IOException {
    FileStatus status = status(file);
    return status != null && status.isFile();
  }

  @Override
  public boolean isFolder(Location folder) throws IOException {
    FileStatus status = status(folder);
    return status != null && status.isDirectory();
  }

  private @Nullable FileStatus status(Location location) throws IOException {
    try {
      return system(location).getFileStatus(path(location));
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  @Override
  public List<Entry> list(Location folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (FileStatus status : system(folder).listStatus(path(folder))) {
        String name = status.getPath().getName();
        entries.add(
            status.isDirectory()
                ? new Entry(name, Kind.FOLDER, 0)
                : new Entry(name, Kind.FILE, status.getLen()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public String text(Location file) throws IOException {
    try (FSDataInputStream stream = system(file).open(path(file))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public InputFile parquet(Location file) throws IOException {
    return HadoopInputFile.fromPath(path(file), configuration);
  }

  private FileSystem system(Location location) throws IOException {
    try {
      return path(location).getFileSystem(configuration);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Path path(Location location) {
    return new Path(location.text());
  }
}

package org.almagest.hats.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Files of a folder, written beside their place by the tasks and moved there by the driver when all
 * are done.
 */
final class FolderWrite implements BatchWrite {

  /** What becomes of files that are there already. */
  enum Existing {
    KEPT,
    REPLACED
  }

  /**
   * A file that a task has written.
   *
   * @param name its name in the staging folder
   */
  record Written(String name) implements WriterCommitMessage {}

  /** Where to write, and how to reach it from any machine. */
  record Place(String folder, Map<String, String> configuration) implements Serializable {

    Path staging(String id) {
      return new Path(folder, "_staging-" + id);
    }

    /** Not Hadoop's own view of local files, which would leave a checksum beside each. */
    FileSystem system() throws IOException {
      Configuration hadoop = new Configuration();
      configuration.forEach(hadoop::set);
      FileSystem system = new Path(folder).getFileSystem(hadoop);
      return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
    }
  }

  private final LogicalWriteInfo info;
  private final Existing existing;
  private final Place place;

  FolderWrite(LogicalWriteInfo info, Existing existing) {
    String path = info.options().get("path");
    if (path == null) {
      throw new IllegalArgumentException("The folder to write is missing: give it to save(...)");
    }
    Map<String, String> set = new HashMap<>();
    Configuration session = SparkSession.active().sparkContext().hadoopConfiguration();
    for (Map.Entry<String, String> entry : session) {
      if (entry.getKey().startsWith("fs.") || entry.getKey().startsWith("dfs.")) {
        set.put(entry.getKey(), entry.getValue());
      }
    }
    this.info = info;
    this.existing = existing;
    this.place = new Place(path, set);
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo physical) {
    return new ColumnDataWriter.Factory(
        info.schema(),
        place,
        info.queryId(),
        info.options().getOrDefault("compression", "snappy").toUpperCase(Locale.ROOT));
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    Path staging = place.staging(info.queryId());
    try {
      FileSystem system = place.system();
      if (existing == Existing.REPLACED) {
        removeOld(system, staging.getParent());
      }
      for (WriterCommitMessage message : messages) {
        if (message instanceof Written file) {
          Path target = new Path(staging.getParent(), file.name());
          if (!system.rename(new Path(staging, file.name()), target)) {
            throw new IOException("Cannot move a file to [" + target + "]");
          }
        }
      }
      system.mkdirs(staging.getParent());
      system.delete(staging, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeOld(FileSystem system, Path folder) throws IOException {
    try {
      for (FileStatus status : system.listStatus(folder)) {
        if (!status.getPath().getName().startsWith("_")) {
          system.delete(status.getPath(), true);
        }
      }
    } catch (FileNotFoundException e) {
      system.mkdirs(folder);
    }
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    try {
      place.system().delete(place.staging(info.queryId()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.almagest.catalog;

import java.nio.file.Path;

/**
 * The folder that holds everything an installation owns.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

  /** Makes the path absolute. */
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** The tables of releases: {@code releases/RELEASE/TABLE/VERSION}. */
  public Path releases() {
    return root.resolve("releases");
  }

  /** The tables of users: {@code mydb/OWNER/TABLE/VERSION}. */
  public Path mydb() {
    return root.resolve("mydb");
  }

  /** The results of jobs: {@code results/JOB}. */
  public Path results() {
    return root.resolve("results");
  }

  /** The tables that users sent along with queries, until those have run: {@code uploads/JOB}. */
  public Path uploads() {
    return root.resolve("uploads");
  }

  /** The embedded database server. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** What can be made again. */
  public Path cache() {
    return root.resolve("cache");
  }

  /** What no job needs once it has ended: spill files, staging; emptied at start. */
  public Path temporary() {
    return root.resolve("tmp");
  }
}

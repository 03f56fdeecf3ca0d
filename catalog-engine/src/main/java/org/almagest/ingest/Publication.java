package org.almagest.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.Placement;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.catalog.store.CatalogStoreException;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;
import org.jspecify.annotations.Nullable;

/** Moves staged tables to their places and makes them visible, all at once. */
final class Publication {

  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DataDirectory data;
  private final CatalogStore store;
  private final Clock clock;
  private final Staging staging;
  private final DurableFiles disk;
  private final List<Path> moved = new ArrayList<>();

  Publication(DataDirectory data, CatalogStore store, Clock clock, Staging staging) {
    this(data, store, clock, staging, DurableFiles.onDisk());
  }

  Publication(
      DataDirectory data, CatalogStore store, Clock clock, Staging staging, DurableFiles disk) {
    this.disk = disk;
    this.data = data;
    this.store = store;
    this.clock = clock;
    this.staging = staging;
  }

  /** Moves a staged folder to where the version of a table belongs. */
  Path move(Path staged, String release, String table) throws IOException {
    Path tables = data.releases().resolve(release).resolve(table);
    Files.createDirectories(tables);
    Path version = tables.resolve(VERSION.format(clock.instant()) + "-" + staging.id());
    Files.move(staged, version, StandardCopyOption.ATOMIC_MOVE);
    moved.add(version);
    return version;
  }

  /**
   * Makes tables visible in one transaction; what was moved is removed if that fails.
   *
   * @return where the version of the first lies that was visible until now
   */
  Optional<Placement> commit(List<CatalogTable> tables, @Nullable String releaseDescription)
      throws IOException {
    bringToDisk();
    try {
      List<Optional<Placement>> replaced = store.commit(tables, releaseDescription);
      for (Optional<Placement> placement : replaced) {
        if (placement.isPresent() && isOurs(placement.get())) {
          OldVersions.mark(placement.get().root(), clock.instant());
        }
      }
      return replaced.get(0);
    } catch (RuntimeException e) {
      for (Path version : moved) {
        if (!mayBeVisible(version)) {
          FileTree.delete(version);
        }
      }
      throw e;
    }
  }

  private void bringToDisk() throws IOException {
    try {
      for (Path version : moved) {
        disk.keep(version, data.root());
      }
    } catch (IOException failure) {
      for (Path version : moved) {
        FileTree.delete(version);
      }
      throw failure;
    }
  }

  /** The files of a table that was only registered are another's. */
  private boolean isOurs(Placement placement) {
    return placement.isLocal() && placement.root().startsWith(data.releases());
  }

  /** A commit whose answer was lost may have happened all the same. */
  private boolean mayBeVisible(Path version) {
    try {
      return store.visibleFolders().contains(version);
    } catch (CatalogStoreException e) {
      return true;
    }
  }
}

package org.almagest.ingest.publish;

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
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.catalog.store.CatalogStoreException;
import org.almagest.files.DurableFiles;
import org.almagest.files.FileTree;

/** Moves staged tables to their places and makes them visible, all at once. */
public final class Publication {

  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final DataDirectory data;
  private final CatalogStore store;
  private final Clock clock;
  private final Staging staging;
  private final DurableFiles disk;
  private final List<Path> moved = new ArrayList<>();

  public Publication(DataDirectory data, CatalogStore store, Clock clock, Staging staging) {
    this(data, store, clock, staging, DurableFiles.onDisk());
  }

  public Publication(
      DataDirectory data, CatalogStore store, Clock clock, Staging staging, DurableFiles disk) {
    this.disk = disk;
    this.data = data;
    this.store = store;
    this.clock = clock;
    this.staging = staging;
  }

  /** Moves a staged folder to where the version of a table belongs. */
  public Path move(Path staged, String release, String table) throws IOException {
    Path tables = data.releases().resolve(release).resolve(table);
    Files.createDirectories(tables);
    Path version = tables.resolve(VERSION.format(clock.instant()) + "-" + staging.id());
    Files.move(staged, version, StandardCopyOption.ATOMIC_MOVE);
    moved.add(version);
    return version;
  }

  /**
   * Makes tables visible in one transaction; what was moved is removed if that fails. Nothing that
   * may fail comes after it.
   *
   * @return where the version of the first lies that was visible until now
   */
  public Optional<FilePlacement> commit(List<CatalogTable> tables, ReleaseNotes notes)
      throws IOException {
    bringToDisk();
    try {
      markVisible(tables);
      return store.commit(tables, notes).get(0);
    } catch (RuntimeException | IOException e) {
      for (Path version : moved) {
        if (!mayBeVisible(version)) {
          FileTree.delete(version);
        }
      }
      throw e;
    }
  }

  /** Versions that are about to be replaced; one that stays visible is never removed. */
  private void markVisible(List<CatalogTable> tables) throws IOException {
    for (CatalogSchema release : store.releases()) {
      for (CatalogTable known : release.tables()) {
        boolean isReplaced =
            tables.stream()
                .anyMatch(table -> table.qualifiedName().equalsIgnoreCase(known.qualifiedName()));
        if (isReplaced && isOurs(known.files())) {
          OldVersions.mark(known.files().root(), clock.instant());
        }
      }
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
  private boolean isOurs(FilePlacement placement) {
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

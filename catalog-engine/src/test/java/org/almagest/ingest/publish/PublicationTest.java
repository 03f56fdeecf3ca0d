package org.almagest.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.files.DurableFiles;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  private static EmbeddedPostgres postgres;

  @TempDir private Path folder;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  /** Stages one table with one file, and moves it. */
  private static CatalogTable moved(Publication publication, Staging staging, String table)
      throws IOException {
    Path dataset = Files.createDirectories(staging.table().resolve("dataset"));
    Files.writeString(dataset.resolve("part-0.parquet"), "PAR1");
    return new CatalogTable(
        "dr1",
        table,
        null,
        List.of(CatalogColumn.of("n", ColumnType.LONG)),
        null,
        new FilePlacement(Layout.PARQUET, publication.move(staging.table(), "dr1", table)),
        1,
        4);
  }

  @Test
  void everythingIsOnTheDiskBeforeItIsVisible() throws IOException {
    DataDirectory data = new DataDirectory(folder);
    CatalogStore store = new CatalogStore(postgres.getPostgresDatabase(), data);
    List<Path> forced = new ArrayList<>();
    DurableFiles disk =
        new DurableFiles(
            path -> {
              assertThat(store.visibleFolders()).isEmpty();
              forced.add(path);
            });
    try (Staging staging = Staging.open(data.releases().resolve("dr1"))) {
      Publication publication = new Publication(data, store, Clock.systemUTC(), staging, disk);
      CatalogTable table = moved(publication, staging, "stars");
      publication.commit(List.of(table), ReleaseNotes.NONE);

      Path version = table.files().root();
      assertThat(store.visibleFolders()).containsExactly(version);
      assertThat(forced)
          .containsExactly(
              version.resolve("dataset/part-0.parquet"),
              version.resolve("dataset"),
              version,
              data.releases().resolve("dr1/stars"),
              data.releases().resolve("dr1"),
              data.releases(),
              folder);
    }
  }

  @Test
  void aDiskThatFailsMakesNothingVisible() throws IOException {
    DataDirectory data = new DataDirectory(folder);
    CatalogStore store = new CatalogStore(postgres.getPostgresDatabase(), data);
    DurableFiles disk =
        new DurableFiles(
            path -> {
              throw new IOException("The disk is gone");
            });
    try (Staging staging = Staging.open(data.releases().resolve("dr1"))) {
      Publication publication = new Publication(data, store, Clock.systemUTC(), staging, disk);
      CatalogTable table = moved(publication, staging, "lost");

      assertThatThrownBy(() -> publication.commit(List.of(table), ReleaseNotes.NONE))
          .isInstanceOf(IOException.class)
          .hasMessage("The disk is gone");
      assertThat(table.files().root()).doesNotExist();
      assertThat(store.visibleFolders()).doesNotContain(table.files().root());
    }
  }
}

package org.almagest.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almagest.api.result.ResultStore.Stored;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.files.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a result is on the disk once it is handed over to be a job's. */
class DurableResultTest {
  private static final Provenance PROVENANCE = new Provenance(Map.of("QUERY", "SELECT 1"));
  private static final List<ResultColumn> COLUMNS =
      List.of(new ResultColumn("n", CatalogColumn.of("n", ColumnType.LONG)));

  @TempDir private Path folder;

  private final List<Path> forced = new ArrayList<>();
  private final List<Long> sizes = new ArrayList<>();

  private ResultStore store() {
    return new ResultStore(
        new DataDirectory(folder),
        folder,
        new DurableFiles(
            path -> {
              forced.add(path);
              sizes.add(Files.isRegularFile(path) ? Files.size(path) : -1);
            }));
  }

  private static LimitedRows rows() {
    return LimitedRows.metadataOnly(COLUMNS);
  }

  @Test
  void theWholeFileItsNameAndTheNewFoldersAre() throws IOException {
    try (ResultStore store = store()) {
      Stored stored = store.write("job1", 1, ResultFormat.CSV, PROVENANCE, rows());

      Path results = folder.resolve("results");
      assertThat(forced)
          .containsExactly(
              results.resolve("job1").resolve(stored.name()),
              results.resolve("job1"),
              results,
              folder);
      assertThat(sizes).startsWith(stored.bytes());
    }
  }

  @Test
  void rowsThatAreSentToAClientAreNot() throws IOException {
    try (ResultStore store = store()) {
      store.stream(ResultFormat.CSV, PROVENANCE, rows(), new ByteArrayOutputStream());
      assertThat(forced).isEmpty();
    }
  }

  @Test
  void aDiskThatFailsFailsTheResult() {
    try (ResultStore store =
        new ResultStore(
            new DataDirectory(folder),
            folder,
            new DurableFiles(
                path -> {
                  throw new IOException("The disk is gone");
                }))) {
      assertThatThrownBy(() -> store.write("job1", 1, ResultFormat.CSV, PROVENANCE, rows()))
          .isInstanceOf(IOException.class)
          .hasMessage("The disk is gone");
    }
  }
}

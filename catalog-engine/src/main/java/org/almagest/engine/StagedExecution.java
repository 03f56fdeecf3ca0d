package org.almagest.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almagest.backend.BackendException;
import org.almagest.backend.Execution;
import org.almagest.backend.ParquetFolder;
import org.almagest.backend.Progress;
import org.almagest.backend.RowStream;
import org.almagest.backend.ScanFiles;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.FilePlacement.Layout;
import org.almagest.files.FileTree;
import org.almagest.ingest.TemporaryCatalog;
import org.almagest.ingest.error.IngestException;
import org.almagest.plan.rewrite.StagedSides.Form;
import org.almagest.plan.rewrite.StagedSides.Stage;
import org.jspecify.annotations.Nullable;

/** Runs the inputs of matches into a folder of its own, which goes with it, and then the rest. */
final class StagedExecution implements Execution {

  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private final StagedPlan plan;
  private final Path folder;
  private volatile @Nullable Execution current;
  private volatile boolean cancelled;
  private volatile Progress before = Progress.UNKNOWN;

  StagedExecution(StagedPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  @Override
  public RowStream rows() {
    return rest().rows();
  }

  @Override
  public Written write(Path result) {
    return rest().write(result);
  }

  private Execution rest() {
    checkNotCancelled();
    List<ScanFiles> written = new ArrayList<>();
    for (StagedRows part : plan.parts()) {
      written.add(written(part));
    }
    return begun(plan.execution(written));
  }

  private ScanFiles written(StagedRows part) {
    Stage stage = part.stage();
    Path rows = folder.resolve("rows-" + stage.scanId());
    Written result;
    try (Execution execution = begun(part.plan().execution())) {
      result = execution.write(rows);
      Progress done = execution.progress();
      before = new Progress(before.partsDone() + done.parts(), before.parts() + done.parts());
    } finally {
      current = null;
    }
    checkNotCancelled();
    try {
      return TableFiles.once(stage.scanId(), table(stage, rows, result.rows()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CatalogTable table(Stage stage, Path rows, long count) throws IOException {
    List<Path> files = ParquetFolder.files(rows);
    CatalogTable table = StagedTables.table(stage, new FilePlacement(Layout.PARQUET, rows), count);
    if (stage.form() == Form.BY_SIZE && count <= plan.listRows() && !files.isEmpty()) {
      return table;
    }
    awaitTurn();
    try {
      Path catalog =
          new TemporaryCatalog(table.columns(), table.sky().orElseThrow())
              .write(
                  files,
                  folder.resolve("catalog-" + stage.scanId()),
                  (step, done, total) -> checkNotCancelled());
      FileTree.delete(rows);
      return StagedTables.table(stage, new FilePlacement(Layout.HATS, catalog), count);
    } catch (IngestException e) {
      throw failure(e);
    } finally {
      plan.place().turn().release();
    }
  }

  private void awaitTurn() {
    try {
      while (!plan.place().turn().tryAcquire(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        checkNotCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(BackendException.Code.CANCELLED, "The query was cancelled", e);
    }
  }

  private static BackendException failure(IngestException failure) {
    BackendException.Code code =
        failure.code() == IngestException.Code.DISK_FULL
            ? BackendException.Code.DISK_FULL
            : BackendException.Code.ENGINE_FAILED;
    return new BackendException(
        code, "A side of a sky match could not be written: " + failure.getMessage(), failure);
  }

  private Execution begun(Execution execution) {
    current = execution;
    if (cancelled) {
      execution.cancel();
    }
    return execution;
  }

  private void checkNotCancelled() {
    if (cancelled) {
      throw new BackendException(BackendException.Code.CANCELLED, "The query was cancelled");
    }
  }

  @Override
  public Progress progress() {
    Execution running = current;
    Progress done = before;
    Progress now = running == null ? Progress.UNKNOWN : running.progress();
    return new Progress(done.partsDone() + now.partsDone(), done.parts() + now.parts());
  }

  @Override
  public void cancel() {
    cancelled = true;
    Execution running = current;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void close() {
    Execution running = current;
    if (running != null) {
      running.close();
    }
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

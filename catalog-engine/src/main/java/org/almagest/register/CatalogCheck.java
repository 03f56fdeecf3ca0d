package org.almagest.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsFile;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.ParquetFooter;
import org.almagest.hats.SpatialColumn;
import org.almagest.hats.Storage;
import org.almagest.register.RegisterException.Code;
import org.almagest.sky.healpix.HealpixRange;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Looks into every file of a catalog for what a query would fail on, or miss rows by. */
final class CatalogCheck {

  private final HatsCatalog catalog;
  private final Storage storage;
  private final @Nullable SpatialColumn pixels;

  CatalogCheck(HatsCatalog catalog, Storage storage) {
    this.catalog = catalog;
    this.storage = storage;
    this.pixels = catalog.spatialColumn().orElse(null);
  }

  /**
   * Checks all files.
   *
   * @throws RegisterException at the first that is wrong
   */
  void run() {
    // Fails where one partition lies inside another: its rows would count twice.
    catalog.tree();
    long said = catalog.properties().rows().orElse(catalog.rows());
    if (said != catalog.rows() && catalog.missingPartitions() == 0) {
      throw wrong(
          "The properties of ["
              + catalog.root()
              + "] say hats_nrows="
              + said
              + ", but its files hold "
              + catalog.rows()
              + " rows: is the copy whole?");
    }
    try {
      catalog.partitions().parallelStream()
          .forEach(partition -> partition.files().forEach(file -> check(partition, file)));
    } catch (UncheckedIOException e) {
      throw new RegisterException(
          Code.UNREADABLE, "[" + catalog.root() + "] cannot be read: " + e.getMessage(), e);
    }
  }

  private void check(HatsPartition partition, HatsFile file) {
    try {
      if (file.location().isLocal()) {
        Path real = file.path().toRealPath();
        if (!real.equals(file.path())) {
          throw wrong(
              "File ["
                  + file.location()
                  + "] is a link to ["
                  + real
                  + "]: register the folder"
                  + " that holds the files themselves");
        }
      }
      ParquetFooter footer = ParquetFooter.of(storage, file.location());
      if (footer.rows() != file.rows()) {
        throw wrong(
            "File ["
                + file.location()
                + "] has "
                + footer.rows()
                + " rows, but _metadata says "
                + file.rows());
      }
      checkColumns(file, footer.schema());
      checkPixels(partition, file, footer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkColumns(HatsFile file, MessageType schema) {
    for (Type column : catalog.schema().getFields()) {
      if (!schema.containsField(column.getName())) {
        throw wrong("File [" + file.location() + "] has no column [" + column.getName() + "]");
      }
      Type stored = schema.getType(column.getName());
      if (!shape(stored).equals(shape(column))) {
        throw wrong(
            "Column ["
                + column.getName()
                + "] of file ["
                + file.location()
                + "] is ["
                + shape(stored)
                + "], elsewhere ["
                + shape(column)
                + "]");
      }
    }
  }

  /** The type without what does not matter: whether nulls are allowed, and field numbers. */
  private static String shape(Type type) {
    return type.toString().replaceAll("required |optional | = \\d+", "").strip();
  }

  private void checkPixels(HatsPartition partition, HatsFile file, ParquetFooter footer) {
    if (pixels == null) {
      return;
    }
    HealpixRange range = partition.range();
    int shift = 2 * (29 - pixels.order());
    footer
        .extremes(pixels.name())
        .filter(
            found ->
                found.first() < range.first() >>> shift || found.last() > range.last() >>> shift)
        .ifPresent(
            found -> {
              throw wrong(
                  "File ["
                      + file.location()
                      + "] holds pixels "
                      + found.first()
                      + " to "
                      + found.last()
                      + " in column ["
                      + pixels.name()
                      + "], outside of its partition "
                      + partition.pixel());
            });
  }

  private static RegisterException wrong(String message) {
    return new RegisterException(Code.WRONG_CATALOG, message);
  }
}

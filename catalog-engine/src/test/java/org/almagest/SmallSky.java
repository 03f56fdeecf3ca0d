package org.almagest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.store.CatalogStore;
import org.almagest.ingest.Ingest;
import org.almagest.ingest.IngestRequest;
import org.almagest.ingest.PartitionLimits;
import org.almagest.ingest.SkyOptions;
import org.almagest.ingest.file.FileOptions;
import org.almagest.ingest.task.IngestListener;

/**
 * A small sky of our own, the same in each run: objects in the south, and detections around each of
 * them. Its tables are written by our ingest, in partitions of orders 1 and 2.
 */
public final class SmallSky {

  /** How many objects there are; their ids begin with {@link #FIRST_ID}. */
  public static final int OBJECTS = 131;

  /** The id of the first object. */
  public static final int FIRST_ID = 700;

  /** How many detections there are. */
  public static final int DETECTIONS = OBJECTS * 40;

  /**
   * An object.
   *
   * @param ra [deg]
   * @param dec [deg]
   */
  public record Star(long id, double ra, double dec) {}

  /**
   * A detection.
   *
   * @param ra [deg]
   * @param dec [deg]
   * @param mjd when [d]
   */
  public record Detection(
      long id, double ra, double dec, double mjd, double mag, String band, Star of) {}

  private final List<Star> stars = new ArrayList<>();
  private final List<Detection> detections = new ArrayList<>();

  /** Makes it up. */
  public SmallSky() {
    SplittableRandom random = new SplittableRandom(700);
    for (int i = 0; i < OBJECTS; i++) {
      stars.add(new Star(FIRST_ID + i, random.nextDouble(280, 350), random.nextDouble(-69, -26)));
    }
    for (int i = 0; i < DETECTIONS; i++) {
      Star star = stars.get(random.nextInt(OBJECTS));
      detections.add(
          new Detection(
              70_000L + i,
              star.ra + random.nextDouble(-0.9, 0.9),
              star.dec + random.nextDouble(-0.9, 0.9),
              random.nextInt(58_000 * 16, 59_000 * 16) / 16.0,
              random.nextInt(15 * 64, 20 * 64) / 64.0,
              "ugrizy".substring(i % 6, i % 6 + 1),
              star));
    }
  }

  /** The objects. */
  public List<Star> stars() {
    return stars;
  }

  /** The detections. */
  public List<Detection> detections() {
    return detections;
  }

  /** Writes the objects as CSV: id, ra, dec. */
  public Path writeStars(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,ra,dec"));
    for (Star star : stars) {
      lines.add(String.format(Locale.ROOT, "%d,%s,%s", star.id, star.ra, star.dec));
    }
    return Files.write(Files.createDirectories(folder).resolve("small_sky.csv"), lines);
  }

  /** Writes the detections as CSV: source_id, source_ra, source_dec, mjd, mag, band, object_id. */
  public Path writeDetections(Path folder) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("source_id,source_ra,source_dec,mjd,mag,band,object_id"));
    for (Detection d : detections) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,%s,%s,%s,%d",
              d.id,
              d.ra,
              d.dec,
              d.mjd,
              d.mag,
              d.band,
              d.of.id));
    }
    return Files.write(Files.createDirectories(folder).resolve("small_sky_source.csv"), lines);
  }

  /** Ingests the objects, with a margin of 1 degree and an index of the id. */
  public CatalogTable ingestStars(DataDirectory data, CatalogStore store, String name)
      throws IOException {
    return ingest(
        data,
        store,
        IngestRequest.of("small", name, List.of(writeStars(data.root().resolve("raw"))))
            .with(FileOptions.position("ra", "dec"))
            .with(new PartitionLimits(50, 1L << 30, 1))
            .with(new SkyOptions(3600, "id", null)));
  }

  /** Ingests the detections, with a margin of 5 arcsec and an index of the id. */
  public CatalogTable ingestDetections(DataDirectory data, CatalogStore store, String name)
      throws IOException {
    return ingest(
        data,
        store,
        IngestRequest.of("small", name, List.of(writeDetections(data.root().resolve("raw"))))
            .with(FileOptions.position("source_ra", "source_dec"))
            .with(new PartitionLimits(1000, 1L << 30, 2))
            .with(new SkyOptions(5, "source_id", null)));
  }

  private static CatalogTable ingest(
      DataDirectory data, CatalogStore store, IngestRequest request) {
    return new Ingest(data, store, Clock.systemUTC()).run(request, IngestListener.NONE).table();
  }
}

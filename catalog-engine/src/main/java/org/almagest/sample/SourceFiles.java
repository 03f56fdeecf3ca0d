package org.almagest.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.almagest.hats.write.parquet.DataFileWriter;

/** Source: light curves of the brighter objects, one Parquet file for each half of the survey. */
final class SourceFiles {

  private static final int OBJECTS = 12_000;
  private static final int VISITS_OF_OBJECT = 20;
  private static final int VISITS = 200;
  private static final int FILES = 2;
  private static final double FIRST_MJD = 60_676.1;
  private static final double DAYS = 365;
  private static final double MJD_OF_EPOCH = 60_858.0;
  private static final double[] DEPTHS = {23.9, 25.0, 24.7, 24.0, 23.3, 22.1};

  private static final List<CatalogColumn> COLUMNS =
      List.of(
          CatalogColumn.of("sourceId", ColumnType.LONG),
          CatalogColumn.of("objectId", ColumnType.LONG),
          CatalogColumn.of("visit", ColumnType.LONG),
          CatalogColumn.of("detector", ColumnType.SHORT),
          CatalogColumn.of("band", ColumnType.STRING),
          CatalogColumn.of("midpointMjdTai", ColumnType.DOUBLE),
          CatalogColumn.of("ra", ColumnType.DOUBLE),
          CatalogColumn.of("dec", ColumnType.DOUBLE),
          CatalogColumn.of("raErr", ColumnType.FLOAT),
          CatalogColumn.of("decErr", ColumnType.FLOAT),
          CatalogColumn.of("psfFlux", ColumnType.FLOAT),
          CatalogColumn.of("psfFluxErr", ColumnType.FLOAT),
          CatalogColumn.of("snr", ColumnType.FLOAT),
          CatalogColumn.of("pixelFlags_saturated", ColumnType.BOOLEAN));

  private final SplittableRandom random;

  SourceFiles(SplittableRandom random) {
    this.random = random;
  }

  List<Path> write(Path folder, List<SkyObject> sky) throws IOException {
    List<SkyObject> bright =
        sky.stream()
            .sorted((left, right) -> Double.compare(left.magnitude(2), right.magnitude(2)))
            .limit(OBJECTS)
            .toList();
    List<Path> files = new ArrayList<>();
    for (int part = 0; part < FILES; part++) {
      Path file = folder.resolve("Source_" + (part + 1) + ".parquet");
      writeFile(file, bright, part);
      files.add(file);
    }
    return files;
  }

  private void writeFile(Path file, List<SkyObject> objects, int part) throws IOException {
    int visits = VISITS / FILES;
    int visitsOfObject = VISITS_OF_OBJECT / FILES;
    long id = 600_000_000_000L + part * 1_000_000_000L;
    try (DataFileWriter writer = new DataFileWriter(file, COLUMNS)) {
      for (SkyObject object : objects) {
        int start = random.nextInt(visits);
        int step = visits / visitsOfObject;
        for (int n = 0; n < visitsOfObject; n++) {
          int visit = part * visits + (start + n * step) % visits;
          writer.write(row(id++, object, visit));
        }
      }
      writer.finish();
    }
  }

  private Object[] row(long id, SkyObject object, int visit) {
    int band = visit % ObjectFiles.BANDS.length;
    double mjd = FIRST_MJD + DAYS * visit / VISITS + 0.004 * (visit % 7);
    double years = (mjd - MJD_OF_EPOCH) / 365.25;
    double phase = 2 * Math.PI * mjd / object.periodDays();
    double magnitude = object.magnitude(band) + object.amplitudeMag() / 2 * Math.sin(phase);
    double error = SkyObject.flux(DEPTHS[band]) / 5 + 0.002 * SkyObject.flux(magnitude);
    double flux = SkyObject.flux(magnitude) + error * random.nextGaussian();
    double errorDeg = (10 + 300 * error / Math.max(flux, error)) / 3.6e6;
    double cosDec = Math.cos(Math.toRadians(object.decDeg()));
    return new Object[] {
      id,
      object.id(),
      2_025_010_100_000L + visit,
      (short) (Math.abs(object.id() / 17) % 189),
      ObjectFiles.BANDS[band],
      mjd,
      object.raAt(years) + errorDeg * random.nextGaussian() / cosDec,
      object.decAt(years) + errorDeg * random.nextGaussian(),
      (float) errorDeg,
      (float) errorDeg,
      (float) flux,
      (float) error,
      (float) (flux / error),
      magnitude < 15.8
    };
  }
}

package org.almagest.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Object, in a few gzipped CSV files. */
final class ObjectFiles {

  static final String[] BANDS = {"u", "g", "r", "i", "z", "y"};

  private static final int FILES = 3;
  private static final double[] DEPTHS = {25.8, 27.0, 27.0, 26.4, 25.6, 24.6};

  private final SplittableRandom random;

  ObjectFiles(SplittableRandom random) {
    this.random = random;
  }

  List<Path> write(Path folder, List<SkyObject> sky) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int part = 0; part < FILES; part++) {
      int from = sky.size() * part / FILES;
      int to = sky.size() * (part + 1) / FILES;
      Path file = folder.resolve("Object_" + (part + 1) + ".csv.gz");
      writeFile(file, sky.subList(from, to));
      files.add(file);
    }
    return files;
  }

  private void writeFile(Path file, List<SkyObject> objects) throws IOException {
    try (OutputStream out = new BufferedOutputStream(new FastGzip(Files.newOutputStream(file)))) {
      TextRow row = new TextRow();
      header(row);
      for (SkyObject object : objects) {
        write(row, object);
        row.flush(out, 1 << 15);
      }
      row.flush(out, 1);
    }
  }

  private static void header(TextRow row) {
    row.add("objectId,ra,dec,raErr,decErr,tract,patch");
    for (String band : BANDS) {
      row.add(band + "_psfFlux").add(band + "_psfFluxErr").add(band + "_psfMag");
    }
    row.add("parallax,parallaxErr,pmRa,pmRaErr,pmDec,pmDecErr,extendedness,radius,ebv,isVariable");
    row.end();
  }

  private void write(TextRow row, SkyObject object) {
    double r = object.magnitude(2);
    double errorMas = 4 + 60 * Math.pow(10, (r - 25) / 2.5);
    double raErr = errorMas / 3.6e6;
    long tract = 5062L + (object.decDeg() > SkyModel.CENTER_DEC_DEG ? 1 : 0);
    int patch = (int) Math.floor((object.raDeg() - 50) * 10) % 100;
    row.add(object.id()).add(object.raDeg(), 10).add(object.decDeg(), 10);
    row.add(raErr, 10).add(raErr * 1.05, 10).add(tract).add(patch);
    for (int band = 0; band < BANDS.length; band++) {
      double error = SkyObject.flux(DEPTHS[band]) / 5;
      double flux = SkyObject.flux(object.magnitude(band)) + error * random.nextGaussian();
      double magnitude = flux > 0 ? 31.4 - 2.5 * Math.log10(flux) : Double.NaN;
      row.add(flux, 3).add(error, 3).add(magnitude, 4);
    }
    if (object.isStar() && r < 24) {
      double error = errorMas / 20;
      row.add(object.parallaxMas() + error * random.nextGaussian(), 4).add(error, 4);
      row.add(object.pmRaMas() + error * random.nextGaussian(), 4).add(error, 4);
      row.add(object.pmDecMas() + error * random.nextGaussian(), 4).add(error, 4);
    } else {
      row.add("").add("").add("").add("").add("").add("");
    }
    row.add(object.isStar() ? 0 : 1).add(object.sizeArcsec(), 3);
    row.add(0.01 + 0.004 * Math.sin(object.raDeg()), 4).add(object.amplitudeMag() > 0 ? 1 : 0);
    row.end();
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

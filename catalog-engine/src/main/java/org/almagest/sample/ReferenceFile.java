package org.almagest.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;

/**
 * A catalogue of another telescope, at J2000.0: seven in ten of its entries are objects of the
 * survey, moved back by their proper motions.
 */
final class ReferenceFile {

  private static final int ENTRIES = 6_000;
  private static final double COMMON_SHARE = 0.7;
  private static final double ERROR_ARCSEC = 0.08;
  private static final double BRIGHT = 22.5;

  private final SplittableRandom random;

  ReferenceFile(SplittableRandom random) {
    this.random = random;
  }

  Path write(Path folder, List<SkyObject> sky) throws IOException {
    List<SkyObject> bright = sky.stream().filter(o -> o.magnitude(2) < BRIGHT).toList();
    RowListStarTable table = new RowListStarTable(columns());
    table.setName("reference");
    for (int number = 0; number < ENTRIES; number++) {
      if (random.nextDouble() < COMMON_SHARE) {
        table.addRow(entry(number, bright.get(random.nextInt(bright.size()))));
      } else {
        table.addRow(stranger(number));
      }
    }
    Path file = folder.resolve("reference.fits");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      FitsTableWriter writer = new FitsTableWriter();
      writer.setWriteDate(false);
      writer.writeStarTable(table, out);
    }
    return file;
  }

  private static ColumnInfo[] columns() {
    return new ColumnInfo[] {
      column("refId", Integer.class, null, "meta.id;meta.main", "Number in this catalogue"),
      column("RAJ2000", Double.class, "deg", "pos.eq.ra;meta.main", "Right ascension, J2000.0"),
      column("DEJ2000", Double.class, "deg", "pos.eq.dec;meta.main", "Declination, J2000.0"),
      column("e_pos", Float.class, "arcsec", "stat.error;pos", "Error of the position"),
      column("Vmag", Float.class, "mag", "phot.mag;em.opt.V", "Magnitude in V"),
      column("name", String.class, null, "meta.id", "Designation")
    };
  }

  private static ColumnInfo column(
      String name, Class<?> type, @Nullable String unit, String ucd, String description) {
    ColumnInfo info = new ColumnInfo(name, type, description);
    info.setUnitString(unit);
    info.setUCD(ucd);
    return info;
  }

  private Object[] entry(int number, SkyObject object) {
    double years = 2000.0 - SkyModel.EPOCH;
    double cosDec = Math.cos(Math.toRadians(object.decDeg()));
    double ra = object.raAt(years) + ERROR_ARCSEC / 3600 * random.nextGaussian() / cosDec;
    double dec = object.decAt(years) + ERROR_ARCSEC / 3600 * random.nextGaussian();
    double v = (object.magnitude(1) + object.magnitude(2)) / 2;
    return row(number, ra, dec, v + 0.03 * random.nextGaussian());
  }

  private Object[] stranger(int number) {
    double distance = SkyModel.RADIUS_DEG * Math.sqrt(random.nextDouble());
    double angle = random.nextDouble(2 * Math.PI);
    double dec = SkyModel.CENTER_DEC_DEG + distance * Math.sin(angle);
    double cosDec = Math.cos(Math.toRadians(SkyModel.CENTER_DEC_DEG));
    double ra = SkyModel.CENTER_RA_DEG + distance * Math.cos(angle) / cosDec;
    return row(number, ra, dec, 15 + 7 * Math.sqrt(random.nextDouble()));
  }

  private static Object[] row(int number, double ra, double dec, double magnitude) {
    return new Object[] {
      number + 1, ra, dec, (float) ERROR_ARCSEC, (float) magnitude, "REF J" + (100_000 + number)
    };
  }
}

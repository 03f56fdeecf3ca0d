package org.almagest.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A field of five degrees: stars of the Galaxy, galaxies of the field, and some of clusters. */
final class SkyModel {

  static final double CENTER_RA_DEG = 53.1;
  static final double CENTER_DEC_DEG = -28.1;
  static final double RADIUS_DEG = 2.5;

  /** The epoch of the survey, as a Julian year. */
  static final double EPOCH = 2025.5;

  private static final int OBJECTS = 60_000;
  private static final int CLUSTERS = 12;
  private static final double STAR_SHARE = 0.3;
  private static final double CLUSTER_SHARE = 0.15;
  private static final double VARIABLE_SHARE = 0.05;
  private static final long FIRST_ID = 1_249_537_790_362_600_001L;

  private final SplittableRandom random;

  SkyModel(SplittableRandom random) {
    this.random = random;
  }

  List<SkyObject> objects() {
    double[][] clusters = new double[CLUSTERS][];
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      clusters[cluster] = position();
    }
    List<SkyObject> objects = new ArrayList<>(OBJECTS);
    for (int number = 0; number < OBJECTS; number++) {
      long id = FIRST_ID + 17L * number;
      if (random.nextDouble() < STAR_SHARE) {
        objects.add(star(id, position()));
      } else if (random.nextDouble() < CLUSTER_SHARE) {
        objects.add(galaxy(id, near(clusters[random.nextInt(CLUSTERS)])));
      } else {
        objects.add(galaxy(id, position()));
      }
    }
    return objects;
  }

  private double[] position() {
    return moved(
        new double[] {CENTER_RA_DEG, CENTER_DEC_DEG},
        RADIUS_DEG * Math.sqrt(random.nextDouble()),
        random.nextDouble(2 * Math.PI));
  }

  private double[] near(double[] cluster) {
    double distance = 0.05 * Math.abs(random.nextGaussian()) + 0.002;
    return moved(cluster, distance, random.nextDouble(2 * Math.PI));
  }

  /** On the tangent plane; the field is small. */
  private static double[] moved(double[] from, double distanceDeg, double angle) {
    double dec = from[1] + distanceDeg * Math.sin(angle);
    double ra = from[0] + distanceDeg * Math.cos(angle) / Math.cos(Math.toRadians(from[1]));
    return new double[] {ra, dec};
  }

  private SkyObject star(long id, double[] position) {
    double distancePc = 100 + 4_000 * Math.pow(random.nextDouble(), 2);
    double color = 0.3 + 2.4 * Math.pow(random.nextDouble(), 1.3);
    double r = Math.min(26, Math.max(15, 3.5 + 3.2 * color + 5 * Math.log10(distancePc / 10)));
    List<Double> magnitudes =
        List.of(
            r + color * 0.6 + 0.9 + scatter(0.08) + color,
            r + color * 0.6 + scatter(0.03),
            r + scatter(0.02),
            r - color * 0.35 + scatter(0.02),
            r - color * 0.5 + scatter(0.02),
            r - color * 0.58 + scatter(0.03));
    double speed = 25 + Math.abs(random.nextGaussian()) * 30;
    double motion = 1000 * speed / (4.74 * distancePc);
    double angle = random.nextDouble(2 * Math.PI);
    boolean variable = random.nextDouble() < VARIABLE_SHARE;
    return new SkyObject(
        id,
        position[0],
        position[1],
        magnitudes,
        1000 / distancePc,
        motion * Math.cos(angle),
        motion * Math.sin(angle),
        0,
        variable ? 0.1 + random.nextDouble() * 0.7 : 0,
        variable ? 0.2 + 40 * Math.pow(random.nextDouble(), 3) : 1);
  }

  private SkyObject galaxy(long id, double[] position) {
    double redshift = 0.1 + 1.4 * Math.pow(random.nextDouble(), 1.5);
    double r = Math.min(26.5, 26.5 - 6 * Math.pow(random.nextDouble(), 2.2));
    double red = random.nextDouble() < 0.4 ? 0.8 : 0.2;
    double g = r + 0.3 + red * Math.min(1, redshift * 1.6) + scatter(0.08);
    List<Double> magnitudes =
        List.of(
            g + 0.5 + red + scatter(0.15),
            g,
            r,
            r - 0.2 - 0.5 * red * redshift + scatter(0.06),
            r - 0.35 - 0.7 * red * redshift + scatter(0.06),
            r - 0.42 - 0.8 * red * redshift + scatter(0.08));
    return new SkyObject(
        id,
        position[0],
        position[1],
        magnitudes,
        0,
        0,
        0,
        0.25 + 0.6 * random.nextDouble() / redshift,
        0,
        1);
  }

  private double scatter(double sigma) {
    return sigma * random.nextGaussian();
  }
}

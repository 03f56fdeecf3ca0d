package org.almagest.sky.match;

/** Unit vectors, one array for each axis of a {@link LocalFrame}. */
final class Vectors {

  final double[] u;
  final double[] v;
  final double[] w;

  Vectors(int size) {
    this.u = new double[size];
    this.v = new double[size];
    this.w = new double[size];
  }

  int size() {
    return u.length;
  }
}

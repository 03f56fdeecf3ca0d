package org.almagest.sky;

import java.util.List;

/**
 * The sides of a spherical polygon, laid out for fast tests against many positions.
 *
 * <p>Sides are taken by their normals, computed from differences and sums of the vertices, so that
 * a polygon of milliarcseconds keeps all the digits that its vertices have.
 */
final class PolygonEdges {

  /** Axes to count crossings around; one of them is far from the great circle of every side. */
  private static final int AXES = 24;

  private final int size;
  private final List<UnitVector> vertices;
  private final double[] vertexX;
  private final double[] vertexY;
  private final double[] vertexZ;
  private final double[] normalX;
  private final double[] normalY;
  private final double[] normalZ;
  private final double[] lengths;

  /** The vertices in the plane at right angles to the axis. */
  private final double[] planeX;

  private final double[] planeY;
  private final boolean[] axisOnLeft;
  private final UnitVector planeFirst;
  private final UnitVector planeSecond;

  /**
   * @param vertices at least three, neighbours distinct and not opposite
   */
  PolygonEdges(List<UnitVector> vertices) {
    this.vertices = vertices;
    size = vertices.size();
    vertexX = new double[size];
    vertexY = new double[size];
    vertexZ = new double[size];
    normalX = new double[size];
    normalY = new double[size];
    normalZ = new double[size];
    lengths = new double[size];
    for (int i = 0; i < size; i++) {
      UnitVector vertex = vertices.get(i);
      UnitVector next = vertices.get((i + 1) % size);
      UnitVector normal = vertex.normalTo(next);
      vertexX[i] = vertex.x();
      vertexY[i] = vertex.y();
      vertexZ[i] = vertex.z();
      normalX[i] = normal.x();
      normalY[i] = normal.y();
      normalZ[i] = normal.z();
      lengths[i] = vertex.angle(next);
    }
    UnitVector axis = clearestAxis();
    planeFirst = axis.anyPerpendicular();
    planeSecond = axis.cross(planeFirst);
    planeX = new double[size];
    planeY = new double[size];
    axisOnLeft = new boolean[size];
    for (int i = 0; i < size; i++) {
      planeX[i] = vertices.get(i).dot(planeFirst);
      planeY[i] = vertices.get(i).dot(planeSecond);
      axisOnLeft[i] = normal(i).dot(axis) > 0;
    }
  }

  int size() {
    return size;
  }

  UnitVector vertex(int i) {
    return vertices.get(i % size);
  }

  /** The direction at right angles to a side, to the left of it seen from outside the sphere. */
  UnitVector normal(int i) {
    return new UnitVector(normalX[i], normalY[i], normalZ[i]);
  }

  /** The length of a side [rad]. */
  double length(int i) {
    return lengths[i];
  }

  /** The middle of a side. */
  UnitVector middle(int i) {
    return vertex(i).plus(vertex(i + 1)).normalized();
  }

  /** Whether a position is within the tolerance of a side. */
  boolean onBoundary(double x, double y, double z) {
    for (int i = 0; i < size; i++) {
      double height = x * normalX[i] + y * normalY[i] + z * normalZ[i];
      if (Math.abs(height) <= Tolerance.RAD && beside(i, x, y, z, Tolerance.RAD)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the great circle arc from a position to the axis crosses an odd number of sides.
   *
   * <p>A side crosses the half circle through the position if its ends are on both sides of it, a
   * vertex on it counting as left of it; it crosses it between the position and the axis if it has
   * these two on different sides.
   */
  boolean crossesOddly(double x, double y, double z) {
    return crossesOddly(x, y, z, -1);
  }

  /** The same, with a position on one side counted as just left of that side. */
  boolean crossesOddly(UnitVector position, int sideBelow) {
    return crossesOddly(position.x(), position.y(), position.z(), sideBelow);
  }

  private boolean crossesOddly(double x, double y, double z, int sideBelow) {
    double px = x * planeFirst.x() + y * planeFirst.y() + z * planeFirst.z();
    double py = x * planeSecond.x() + y * planeSecond.y() + z * planeSecond.z();
    boolean odd = false;
    int from = size - 1;
    double turnFrom = px * planeY[from] - py * planeX[from];
    for (int to = 0; to < size; to++) {
      double turnTo = px * planeY[to] - py * planeX[to];
      if (turnFrom >= 0 != turnTo >= 0) {
        double weightFrom = Math.abs(turnTo);
        double weightTo = Math.abs(turnFrom);
        double crossX = planeX[from] * weightFrom + planeX[to] * weightTo;
        double crossY = planeY[from] * weightFrom + planeY[to] * weightTo;
        if (crossX * px + crossY * py > 0) {
          boolean onLeft =
              from == sideBelow || x * normalX[from] + y * normalY[from] + z * normalZ[from] > 0;
          odd ^= onLeft != axisOnLeft[from];
        }
      }
      from = to;
      turnFrom = turnTo;
    }
    return odd;
  }

  /** The angle from a position to the nearest point of a side [rad]. */
  double distance(UnitVector position) {
    double nearestVertex = Double.POSITIVE_INFINITY;
    int nearest = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double dx = position.x() - vertexX[i];
      double dy = position.y() - vertexY[i];
      double dz = position.z() - vertexZ[i];
      double chord = dx * dx + dy * dy + dz * dz;
      if (chord < nearestVertex) {
        nearestVertex = chord;
        nearest = i;
      }
      double height =
          Math.abs(
              position.x() * normalX[i] + position.y() * normalY[i] + position.z() * normalZ[i]);
      if (height < lowest && beside(i, position.x(), position.y(), position.z(), 0)) {
        lowest = height;
      }
    }
    double toVertex = position.angle(vertices.get(nearest));
    return lowest > 1
        ? toVertex
        : Math.min(toVertex, Math.atan2(lowest, Math.sqrt(1 - lowest * lowest)));
  }

  /** The angle from a position to the nearest point of one side [rad]. */
  double distance(UnitVector position, int i) {
    double toVertex = Math.min(position.angle(vertex(i)), position.angle(vertex(i + 1)));
    double height = Math.abs(position.dot(normal(i)));
    return beside(i, position.x(), position.y(), position.z(), 0)
        ? Math.min(toVertex, Math.asin(Math.min(1, height)))
        : toVertex;
  }

  /** Whether the foot of a position on the great circle of a side is on that side. */
  boolean beside(int i, UnitVector position) {
    return beside(i, position.x(), position.y(), position.z(), Tolerance.RAD);
  }

  private boolean beside(int i, double x, double y, double z, double slack) {
    double nx = normalX[i];
    double ny = normalY[i];
    double nz = normalZ[i];
    double ax = vertexX[i];
    double ay = vertexY[i];
    double az = vertexZ[i];
    double afterFirst = x * (ny * az - nz * ay) + y * (nz * ax - nx * az) + z * (nx * ay - ny * ax);
    if (afterFirst < -slack) {
      return false;
    }
    int j = i + 1 == size ? 0 : i + 1;
    double bx = vertexX[j];
    double by = vertexY[j];
    double bz = vertexZ[j];
    double beforeSecond =
        x * (by * nz - bz * ny) + y * (bz * nx - bx * nz) + z * (bx * ny - by * nx);
    return beforeSecond >= -slack;
  }

  /** The axis that is farthest from the great circles of all sides, of a spiral of directions. */
  private UnitVector clearestAxis() {
    UnitVector best = new UnitVector(0, 0, 1);
    double widest = -1;
    for (int n = 0; n < AXES; n++) {
      double z = (n + 0.5) / AXES;
      double ring = Math.sqrt(1 - z * z);
      double turn = 2.399963229728653 * n;
      UnitVector axis = new UnitVector(ring * Math.cos(turn), ring * Math.sin(turn), z);
      double clearance = Double.POSITIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        clearance = Math.min(clearance, Math.abs(axis.dot(normal(i))));
      }
      if (clearance > widest) {
        widest = clearance;
        best = axis;
      }
    }
    return best;
  }
}

package org.almagest.adql.lower;

import java.util.List;
import org.almagest.sky.Region;
import org.apache.calcite.rex.RexNode;

/** A geometry of a query, taken apart as far as its expression shows. */
sealed interface Shape {

  /** A position by its coordinates [deg]. */
  record Point(RexNode lon, RexNode lat) implements Shape {}

  /** A circle by its centre and radius [deg]. */
  record Circle(RexNode lon, RexNode lat, RexNode radius) implements Shape {}

  /** A box by its centre and arms [deg]. */
  record Box(RexNode lon, RexNode lat, RexNode width, RexNode height) implements Shape {}

  /** A polygon by its vertices. */
  record Polygon(List<Point> vertices) implements Shape {

    /** Copies the vertices. */
    public Polygon {
      vertices = List.copyOf(vertices);
    }
  }

  /** A polygon or a composed region that is written out in the query. */
  record Constant(Region region) implements Shape {}

  /**
   * Any other: a column of a sub-query, the result of a function.
   *
   * @param text its text, as {@code RegionText} reads it
   */
  record Text(RexNode text, Kind kind) implements Shape {}

  /** What is known of a geometry that is a text. */
  enum Kind {
    /** The geometry is a position. */
    POINT,
    /** The geometry has an area. */
    AREA
  }
}

package org.almagest.adql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.adql.function.GeometryFunctions;
import org.almagest.adql.function.GeometryTypes;
import org.almagest.function.RegionText;
import org.almagest.plan.SpatialOperators;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.frame.SkyFrame;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Geometries as {@link Shape}s, and shapes as texts. */
final class Shapes {
  private final RexBuilder rex;
  private final Doubles doubles;
  private final UnaryOperator<RexNode> lowering;

  /**
   * @param lowering of the expressions inside a geometry
   */
  Shapes(RexBuilder rex, UnaryOperator<RexNode> lowering) {
    this.rex = rex;
    this.doubles = new Doubles(rex);
    this.lowering = lowering;
  }

  Shape of(RexNode node) {
    if (node instanceof RexCall call) {
      SqlOperator operator = call.getOperator();
      if (operator.equals(GeometryFunctions.POINT_OF)
          || operator.equals(GeometryFunctions.CIRCLE_OF)
          || operator.equals(GeometryFunctions.BOX_OF)
          || operator.equals(GeometryFunctions.POLYGON_OF)) {
        SkyFrame frame = GeometryArguments.of(call).frame();
        Shape shape = constructed(call);
        return frame == SkyFrame.ICRS ? shape : icrs(call, frame, shape);
      }
      if (operator.equals(GeometryFunctions.REGION_OF)) {
        return constant(RegionText.parse(textOf((RexLiteral) call.getOperands().get(0))));
      }
      if (operator.equals(GeometryFunctions.CENTROID)) {
        return centroid(of(call.getOperands().get(0)));
      }
      if (operator.equals(GeometryFunctions.castTo("POINT"))) {
        return cast(call, SpatialOperators.POINT_OF_TEXT);
      }
      if (operator.equals(GeometryFunctions.castTo("CIRCLE"))) {
        return cast(call, SpatialOperators.CIRCLE_OF_TEXT);
      }
      if (operator.equals(GeometryFunctions.castTo("POLYGON"))) {
        return cast(call, SpatialOperators.POLYGON_TEXT);
      }
    }
    return new Shape.Text(lowering.apply(node), kind(node.getType()));
  }

  private static Shape.Kind kind(RelDataType type) {
    return GeometryTypes.isA(type, GeometryTypes.POINT) ? Shape.Kind.POINT : Shape.Kind.AREA;
  }

  private Shape constructed(RexCall call) {
    List<RexNode> x = numbers(GeometryArguments.of(call).operands());
    return switch (call.getOperator().getName()) {
      case "POINT" -> new Shape.Point(x.get(0), x.get(1));
      case "CIRCLE" -> new Shape.Circle(x.get(0), x.get(1), x.get(2));
      case "BOX" -> box(new Shape.Box(x.get(0), x.get(1), x.get(2), x.get(3)));
      default -> polygon(x);
    };
  }

  /** A geometry that is made of points has their frame; that of its own says nothing then. */
  private Shape icrs(RexCall call, SkyFrame frame, Shape shape) {
    boolean ofPoints = GeometryArguments.of(call).hasPoints();
    if (ofPoints && call.getOperator().equals(GeometryFunctions.BOX_OF)) {
      throw new AdqlException(
          AdqlErrorCode.UNSUPPORTED,
          call.getParserPosition().getLineNum(),
          call.getParserPosition().getColumnNum(),
          "A [BOX] around a point in the frame [" + frame + "] is not offered",
          "write BOX('" + frame + "', longitude, latitude, width, height)");
    }
    if (ofPoints) {
      return shape;
    }
    if (shape instanceof Shape.Constant known) {
      return new Shape.Constant(frame.toIcrs(known.region()));
    }
    if (shape instanceof Shape.Circle circle) {
      Shape.Point center = icrs(frame, new Shape.Point(circle.lon(), circle.lat()));
      return new Shape.Circle(center.lon(), center.lat(), circle.radius());
    }
    return shape instanceof Shape.Point point
        ? icrs(frame, point)
        : new Shape.Text(rex.makeCall(toIcrs(frame), text(shape)), Shape.Kind.AREA);
  }

  private Shape.Point icrs(SkyFrame frame, Shape.Point point) {
    double[] x = constants(List.of(point.lon(), point.lat()));
    if (x != null && Math.abs(x[1]) <= 90) {
      SkyPoint icrs = frame.toIcrs(x[0], x[1]);
      return new Shape.Point(doubles.literal(icrs.lonDeg()), doubles.literal(icrs.latDeg()));
    }
    RexNode text = rex.makeCall(toIcrs(frame), text(point));
    return new Shape.Point(
        rex.makeCall(SpatialOperators.LONGITUDE, text),
        rex.makeCall(SpatialOperators.LATITUDE, text));
  }

  private static SqlOperator toIcrs(SkyFrame frame) {
    return switch (frame) {
      case GALACTIC -> SpatialOperators.FROM_GALACTIC;
      case FK4 -> SpatialOperators.FROM_FK4;
      case ICRS -> throw new IllegalArgumentException("ICRS needs no conversion");
    };
  }

  private Shape cast(RexCall cast, SqlOperator reader) {
    RexNode operand = cast.getOperands().get(0);
    RelDataType target = cast.getType();
    if (operand instanceof RexLiteral literal && !literal.isNull()) {
      Optional<Region> known = GeometryTypes.cast(textOf(literal), target);
      if (known.isPresent()) {
        return constant(known.get());
      }
    }
    RexNode text = lowering.apply(operand);
    RelDataType varchar =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true);
    return new Shape.Text(
        rex.makeCall(
            reader,
            text.getType().getSqlTypeName() == SqlTypeName.NULL
                ? rex.makeNullLiteral(varchar)
                : text),
        kind(target));
  }

  /** The position of a shape that is one, else null. */
  Shape.@Nullable Point point(Shape shape) {
    if (shape instanceof Shape.Point point) {
      return point;
    }
    return shape instanceof Shape.Text text && text.kind() == Shape.Kind.POINT
        ? new Shape.Point(
            rex.makeCall(SpatialOperators.LONGITUDE, text.text()),
            rex.makeCall(SpatialOperators.LATITUDE, text.text()))
        : null;
  }

  /** The text of a shape; that of a constant one as a literal. */
  RexNode text(Shape shape) {
    if (shape instanceof Shape.Point p) {
      return built(SpatialOperators.POINT_TEXT, List.of(p.lon(), p.lat()));
    }
    if (shape instanceof Shape.Circle c) {
      return built(SpatialOperators.CIRCLE_TEXT, List.of(c.lon(), c.lat(), c.radius()));
    }
    if (shape instanceof Shape.Box b) {
      return rex.makeCall(SpatialOperators.BOX_TEXT, b.lon(), b.lat(), b.width(), b.height());
    }
    if (shape instanceof Shape.Polygon polygon) {
      RexNode words = null;
      for (Shape.Point vertex : polygon.vertices()) {
        RexNode word = text(vertex);
        words = words == null ? word : joined(words, word);
      }
      return rex.makeCall(SpatialOperators.POLYGON_TEXT, Objects.requireNonNull(words));
    }
    return shape instanceof Shape.Constant known
        ? literal(RegionText.of(known.region()))
        : ((Shape.Text) shape).text();
  }

  private RexNode joined(RexNode words, RexNode word) {
    RexNode blank = rex.makeCall(SqlStdOperatorTable.CONCAT, words, literal(" "));
    return rex.makeCall(SqlStdOperatorTable.CONCAT, blank, word);
  }

  private RexNode built(SqlOperator operator, List<RexNode> numbers) {
    double[] x = constants(numbers);
    try {
      if (x != null) {
        return literal(
            RegionText.of(x.length == 2 ? new SkyPoint(x[0], x[1]) : new Cone(x[0], x[1], x[2])));
      }
    } catch (IllegalArgumentException e) {
      return rex.makeCall(operator, numbers);
    }
    return rex.makeCall(operator, numbers);
  }

  private Shape centroid(Shape of) {
    if (of instanceof Shape.Point) {
      return of;
    }
    if (of instanceof Shape.Circle circle) {
      return new Shape.Point(circle.lon(), circle.lat());
    }
    if (of instanceof Shape.Box box) {
      return new Shape.Point(box.lon(), box.lat());
    }
    return new Shape.Text(rex.makeCall(SpatialOperators.CENTROID, text(of)), Shape.Kind.POINT);
  }

  private Shape box(Shape.Box box) {
    double[] x = constants(List.of(box.lon(), box.lat(), box.width(), box.height()));
    try {
      return x == null ? box : new Shape.Constant(SphericalPolygon.box(x[0], x[1], x[2], x[3]));
    } catch (IllegalArgumentException e) {
      return box;
    }
  }

  private Shape polygon(List<RexNode> numbers) {
    List<Shape.Point> vertices = new ArrayList<>();
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      vertices.add(new Shape.Point(numbers.get(i), numbers.get(i + 1)));
    }
    double[] x = constants(numbers);
    try {
      return x == null ? new Shape.Polygon(vertices) : new Shape.Constant(SphericalPolygon.of(x));
    } catch (IllegalArgumentException e) {
      return new Shape.Polygon(vertices);
    }
  }

  private Shape constant(Region region) {
    if (region instanceof SkyPoint point) {
      return new Shape.Point(doubles.literal(point.lonDeg()), doubles.literal(point.latDeg()));
    }
    if (region instanceof Cone cone) {
      return new Shape.Circle(
          doubles.literal(cone.raDeg()),
          doubles.literal(cone.decDeg()),
          doubles.literal(cone.radiusDeg()));
    }
    return new Shape.Constant(region);
  }

  /** The arguments as numbers, a point as two. */
  private List<RexNode> numbers(List<RexNode> arguments) {
    List<RexNode> numbers = new ArrayList<>();
    for (RexNode argument : arguments) {
      Shape.Point point = GeometryTypes.isGeometry(argument.getType()) ? point(of(argument)) : null;
      if (point == null) {
        numbers.add(doubles.of(lowering.apply(argument)));
      } else {
        numbers.add(point.lon());
        numbers.add(point.lat());
      }
    }
    return numbers;
  }

  private static double @Nullable [] constants(List<RexNode> nodes) {
    double[] values = new double[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalDouble value = Doubles.constant(nodes.get(i));
      if (value.isEmpty()) {
        return null;
      }
      values[i] = value.getAsDouble();
    }
    return values;
  }

  RexNode literal(String text) {
    return rex.makeLiteral(text, rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), false);
  }

  private static String textOf(RexLiteral literal) {
    return Objects.requireNonNull(literal.getValueAs(String.class));
  }
}

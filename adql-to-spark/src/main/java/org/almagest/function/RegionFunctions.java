package org.almagest.function;

import static org.almagest.function.ValueType.BOOLEAN;
import static org.almagest.function.ValueType.DOUBLE;
import static org.almagest.function.ValueType.TEXT;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.almagest.sky.Cone;
import org.almagest.sky.Region;
import org.almagest.sky.SkyPoint;
import org.almagest.sky.SphericalPolygon;
import org.almagest.sky.frame.GalacticFrame;
import org.almagest.sky.frame.SkyFrame;
import org.jspecify.annotations.Nullable;

/**
 * Geometry by the texts of {@link RegionText}; angles in degrees. What is no region, or has no
 * answer, is NULL.
 */
final class RegionFunctions {

  private RegionFunctions() {}

  static List<EngineFunction> all() {
    return List.of(
        inRegion(),
        pair("sky_contains", (inner, outer) -> outer.contains(inner)),
        pair("sky_intersects", Region::intersects),
        pair("sky_equal", (a, b) -> a.equals(b) || (a.contains(b) && b.contains(a))),
        of("sky_area", DOUBLE, Region::areaDeg2),
        of("sky_centroid", TEXT, region -> RegionText.of(region.centroid())),
        of("sky_lon", DOUBLE, region -> region instanceof SkyPoint p ? p.lonDeg() : null),
        of("sky_lat", DOUBLE, region -> region instanceof SkyPoint p ? p.latDeg() : null),
        of("sky_to_galactic", TEXT, region -> RegionText.of(GalacticFrame.fromIcrs(region))),
        of("sky_from_galactic", TEXT, region -> RegionText.of(SkyFrame.GALACTIC.toIcrs(region))),
        of("sky_from_fk4", TEXT, region -> RegionText.of(SkyFrame.FK4.toIcrs(region))),
        of("sky_as_point", TEXT, region -> region instanceof SkyPoint ? text(region) : null),
        of("sky_as_circle", TEXT, region -> region instanceof Cone ? text(region) : null),
        of("sky_polygon", TEXT, region -> region instanceof SphericalPolygon ? text(region) : null),
        numbers("sky_point", 2, x -> new SkyPoint(x[0], x[1])),
        numbers("sky_circle", 3, x -> new Cone(x[0], x[1], x[2])),
        numbers("sky_box", 4, x -> SphericalPolygon.box(x[0], x[1], x[2], x[3])));
  }

  private static String text(Region region) {
    return RegionText.of(region);
  }

  private static EngineFunction inRegion() {
    RegionMemory memory = new RegionMemory();
    return new EngineFunction(
        "sky_in_region",
        List.of(DOUBLE, DOUBLE, TEXT),
        BOOLEAN,
        arguments -> {
          double lon = (Double) arguments[0];
          double lat = (Double) arguments[1];
          return Double.isFinite(lon) && lat >= -90 && lat <= 90
              ? value(memory.region((String) arguments[2]).map(region -> region.contains(lon, lat)))
              : null;
        });
  }

  private static EngineFunction pair(String name, BiFunction<Region, Region, Boolean> test) {
    RegionMemory first = new RegionMemory();
    RegionMemory second = new RegionMemory();
    return new EngineFunction(
        name,
        List.of(TEXT, TEXT),
        BOOLEAN,
        arguments ->
            value(
                first
                    .region((String) arguments[0])
                    .flatMap(
                        a -> second.region((String) arguments[1]).map(b -> test.apply(a, b)))));
  }

  private static EngineFunction of(
      String name, ValueType result, Function<Region, @Nullable Object> function) {
    RegionMemory memory = new RegionMemory();
    return new EngineFunction(
        name,
        List.of(TEXT),
        result,
        arguments ->
            value(memory.region((String) arguments[0]).flatMap(region -> find(function, region))));
  }

  private static EngineFunction numbers(String name, int count, Function<double[], Region> make) {
    return new EngineFunction(
        name,
        Collections.nCopies(count, DOUBLE),
        TEXT,
        arguments -> {
          double[] x = new double[count];
          for (int i = 0; i < count; i++) {
            x[i] = (Double) arguments[i];
          }
          return value(find(make, x).map(RegionText::of));
        });
  }

  /** A centroid, or a polygon, that does not exist is told by an exception. */
  private static <A, B> Optional<B> find(Function<A, @Nullable B> function, A argument) {
    try {
      return Optional.ofNullable(function.apply(argument));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Object value(Optional<?> found) {
    return found.orElse(null);
  }
}

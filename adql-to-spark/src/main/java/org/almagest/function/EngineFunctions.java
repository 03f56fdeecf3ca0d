package org.almagest.function;

import java.util.List;
import java.util.stream.Stream;

/** The functions that an engine must be taught before it can run a query. */
public final class EngineFunctions {

  private EngineFunctions() {}

  /**
   * All of them, each made anew, so that engines share no state. {@code sky_in_circle}, {@code
   * sky_distance}, {@code healpix_cell} and {@code healpix_neighbor} are not among them: each
   * engine has those in a form of its own, without boxes.
   */
  public static List<EngineFunction> all() {
    return Stream.of(RegionFunctions.all(), CatalogueFunctions.all(), TextFunctions.all())
        .flatMap(List::stream)
        .toList();
  }
}

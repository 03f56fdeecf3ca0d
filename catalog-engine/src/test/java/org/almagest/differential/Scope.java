package org.almagest.differential;

import java.util.List;
import java.util.stream.Stream;

/**
 * The columns that an expression may use, by type; positions are pairs of columns.
 *
 * @param extremes numbers whose sum depends on its order
 */
record Scope(
    List<String> integers,
    List<String> doubles,
    List<String> extremes,
    List<String> texts,
    List<String> times,
    List<String> positions) {

  static final Scope OBJECT =
      new Scope(
          List.of("objectId", "flags"),
          List.of("gFlux", "ra_PS", "decl_PS", "extendedness"),
          List.of(),
          List.of("band"),
          List.of(),
          List.of("ra_PS, decl_PS"));
  static final Scope SOURCE =
      new Scope(
          List.of("sourceId", "objectId", "visit"),
          List.of("ra", "dec"),
          List.of("psfFlux"),
          List.of(),
          List.of("taiObs"),
          List.of("ra, dec"));
  static final Scope TARGETS =
      new Scope(
          List.of("id", "rank"),
          List.of("ra", "dec"),
          List.of(),
          List.of("name"),
          List.of(),
          List.of("ra, dec"));

  Scope as(String alias) {
    return new Scope(
        qualified(alias, integers),
        qualified(alias, doubles),
        qualified(alias, extremes),
        qualified(alias, texts),
        qualified(alias, times),
        positions.stream().map(p -> alias + "." + p.replace(", ", ", " + alias + ".")).toList());
  }

  Scope with(Scope other) {
    return new Scope(
        both(integers, other.integers),
        both(doubles, other.doubles),
        both(extremes, other.extremes),
        both(texts, other.texts),
        both(times, other.times),
        both(positions, other.positions));
  }

  /** Without the numbers whose sum depends on its order. */
  Scope summable() {
    return new Scope(integers, doubles, List.of(), texts, times, positions);
  }

  List<String> numbers() {
    return both(doubles, extremes);
  }

  private static List<String> qualified(String alias, List<String> names) {
    return names.stream().map(name -> alias + "." + name).toList();
  }

  private static List<String> both(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}

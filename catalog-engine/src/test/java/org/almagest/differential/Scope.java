package org.almagest.differential;

import java.util.List;
import java.util.stream.Stream;

/** The columns that an expression may use, by type; positions are pairs of columns. */
record Scope(
    List<String> integers, List<String> doubles, List<String> texts, List<String> positions) {

  static final Scope OBJECT =
      new Scope(
          List.of("objectId", "flags"),
          List.of("gFlux", "ra_PS", "decl_PS", "extendedness"),
          List.of("band"),
          List.of("ra_PS, decl_PS"));
  static final Scope SOURCE =
      new Scope(
          List.of("sourceId", "objectId", "visit"),
          List.of("psfFlux", "ra", "dec"),
          List.of(),
          List.of("ra, dec"));
  static final Scope TARGETS =
      new Scope(List.of("id", "rank"), List.of("ra", "dec"), List.of("name"), List.of("ra, dec"));

  Scope as(String alias) {
    return new Scope(
        qualified(alias, integers),
        qualified(alias, doubles),
        qualified(alias, texts),
        positions.stream().map(p -> alias + "." + p.replace(", ", ", " + alias + ".")).toList());
  }

  Scope with(Scope other) {
    return new Scope(
        both(integers, other.integers),
        both(doubles, other.doubles),
        both(texts, other.texts),
        both(positions, other.positions));
  }

  private static List<String> qualified(String alias, List<String> names) {
    return names.stream().map(name -> alias + "." + name).toList();
  }

  private static List<String> both(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}

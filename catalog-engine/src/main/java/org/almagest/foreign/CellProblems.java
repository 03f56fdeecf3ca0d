package org.almagest.foreign;

/** Told of cells and rows that do not hold what the table declares. */
@FunctionalInterface
public interface CellProblems {

  /** Refuses the table at the first one. */
  CellProblems REFUSED =
      (row, problem) -> {
        throw ForeignTableException.bad(
            "has a row that cannot be read: row " + row + ": " + problem);
      };

  /**
   * One problem; rows may have several.
   *
   * @param row its number, from 1
   * @param problem such as {@code column [n]: [abc] is not a whole number of 32 bits (int)}
   */
  void found(long row, String problem);
}

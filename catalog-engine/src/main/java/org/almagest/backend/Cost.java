package org.almagest.backend;

/**
 * What a back end takes for a query, in a measure that all share.
 *
 * @param rows as many rows as one machine reads in that time without going anywhere else
 */
public record Cost(long rows) implements Comparable<Cost> {

  @Override
  public int compareTo(Cost other) {
    return Long.compare(rows, other.rows);
  }
}

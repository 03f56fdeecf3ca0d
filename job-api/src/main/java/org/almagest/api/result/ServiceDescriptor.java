package org.almagest.api.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that can be asked about the rows of a result (DataLink 1.1, section 4).
 *
 * @param name a word for it
 * @param accessUrl what its parameters are added to
 * @param standardId the standard that it keeps, or null
 * @param contentType of its answers
 */
public record ServiceDescriptor(
    String name,
    String description,
    String accessUrl,
    @Nullable String standardId,
    String contentType,
    List<Input> inputs) {

  /** Copies the list. */
  public ServiceDescriptor {
    inputs = List.copyOf(inputs);
  }

  /** A parameter of the service. */
  public sealed interface Input {
    /** Its name. */
    String name();
  }

  /**
   * A parameter that is the same for all rows.
   *
   * @param value what it is unless its caller wants it otherwise
   */
  public record Text(String name, String value) implements Input {}

  /**
   * A number that is the same for all rows.
   *
   * @param value what it is unless its caller wants it otherwise
   */
  public record Quantity(String name, double value, String unit, String ucd) implements Input {}

  /**
   * A parameter whose value is that of a column.
   *
   * @param column its number in the result, from 0
   */
  public record OfColumn(String name, int column) implements Input {}
}

package org.almagest.api.result.provenance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

  /**
   * The address for a value of a column, the value being written <code>${id}</code> (VOTable 1.4,
   * appendix A.1, which is no part of the standard, but what Aladin follows); empty if the service
   * needs more than that.
   */
  public Optional<String> link(int column, String id) {
    StringBuilder url = new StringBuilder(accessUrl);
    char separator = '?';
    boolean refers = false;
    for (Input input : inputs) {
      url.append(separator).append(input.name()).append('=');
      separator = '&';
      if (input instanceof OfColumn ofColumn && ofColumn.column() == column) {
        url.append("${").append(id).append('}');
        refers = true;
      } else if (input instanceof Text text) {
        url.append(URLEncoder.encode(text.value(), StandardCharsets.UTF_8));
      } else {
        return Optional.empty();
      }
    }
    return refers ? Optional.of(url.toString()) : Optional.empty();
  }

  /** A parameter of the service. */
  public sealed interface Input {
    /** The name of the parameter. */
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

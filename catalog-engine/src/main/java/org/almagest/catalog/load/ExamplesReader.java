package org.almagest.catalog.load;

import java.nio.file.Path;
import java.util.List;
import org.almagest.catalog.QueryExample;

/**
 * Reads the queries to learn from that an operator wrote for a release, as YAML:
 *
 * <pre>{@code
 * examples:
 * - name: Bright stars near the Pleiades
 *   description: The circle limits the files that are read.
 *   query: |
 *     SELECT TOP 100 * FROM dr1.object
 *     WHERE 1 = CONTAINS(POINT(ra, dec), CIRCLE(56.75, 24.12, 0.5))
 * }</pre>
 */
public final class ExamplesReader {

  private ExamplesReader() {}

  /**
   * Reads a file.
   *
   * @throws FelisException if it is missing, is not YAML or has no examples
   */
  public static List<QueryExample> read(Path file) {
    YamlMap root = new YamlMap(file, YamlFile.compose(file));
    List<QueryExample> examples =
        root.maps("examples").stream()
            .map(
                example ->
                    new QueryExample(
                        example.required("name"),
                        example.text("description"),
                        example.required("query")))
            .toList();
    if (examples.isEmpty()) {
      throw root.error("has no examples: expected a list [examples] of name, description, query");
    }
    return examples;
  }
}

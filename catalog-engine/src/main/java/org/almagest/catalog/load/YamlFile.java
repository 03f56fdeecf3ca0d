package org.almagest.catalog.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A YAML file as a tree that knows its lines. */
final class YamlFile {

  private static final int LONGEST_FILE = 64 << 20;

  private YamlFile() {}

  static Node compose(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST_FILE);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Node node = new Yaml(options).compose(reader);
      if (node == null) {
        throw new FelisException(file + ":1: the file is empty");
      }
      return node;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new FelisException(file + ":" + line + ": not YAML: " + e.getProblem(), e);
    } catch (IOException | YAMLException e) {
      throw new FelisException("Cannot read the file [" + file + "]: " + e.getMessage(), e);
    }
  }
}

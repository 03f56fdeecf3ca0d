package org.almagest.catalog.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML file that knows where it stands there. */
final class YamlMap {

  private final Path file;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  YamlMap(Path file, Node node) {
    this.file = file;
    this.node = node;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          values.put(key.getValue(), tuple.getValueNode());
        }
      }
    } else if (!Tag.NULL.equals(node.getTag())) {
      throw error("expected keys with values here");
    }
  }

  FelisException error(String message) {
    return error(node, message);
  }

  private FelisException error(Node where, String message) {
    return new FelisException(file + ":" + (where.getStartMark().getLine() + 1) + ": " + message);
  }

  String required(String key) {
    String text = text(key);
    if (text == null) {
      throw error("[" + key + "] is missing");
    }
    return text;
  }

  @Nullable String text(String key) {
    Node value = values.get(key);
    if (value == null || Tag.NULL.equals(value.getTag())) {
      return null;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    throw error(value, "[" + key + "] must be a text");
  }

  /** The texts of a value that may be one text or a list of them. */
  List<String> texts(String key) {
    Node value = values.get(key);
    if (!(value instanceof SequenceNode sequence)) {
      String text = text(key);
      return text == null ? List.of() : List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      if (!(entry instanceof ScalarNode scalar)) {
        throw error(entry, "[" + key + "] must be a list of texts");
      }
      texts.add(scalar.getValue());
    }
    return texts;
  }

  List<YamlMap> maps(String key) {
    Node value = values.get(key);
    if (value == null || Tag.NULL.equals(value.getTag())) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw error(value, "[" + key + "] must be a list");
    }
    return sequence.getValue().stream().map(entry -> new YamlMap(file, entry)).toList();
  }

  /** The mapping under a key; empty where there is none. */
  Map<String, YamlMap> entries(String key) {
    Node value = values.get(key);
    return value == null ? Map.of() : new YamlMap(file, value).entries();
  }

  Map<String, YamlMap> entries() {
    Map<String, YamlMap> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key, new YamlMap(file, value)));
    return entries;
  }
}

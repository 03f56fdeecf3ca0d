package org.almagest.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of the corpus: lines {@code KEY: VALUE}, then texts, each below a line {@code --- NAME}.
 *
 * @param name the name of the file, without its extension
 */
record CorpusFile(String name, Map<String, String> head, Map<String, String> texts) {

  CorpusFile {
    head = Map.copyOf(head);
    texts = Map.copyOf(texts);
  }

  static CorpusFile parse(String name, String content) {
    Map<String, String> head = new LinkedHashMap<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    List<String> text = null;
    for (String line : content.strip().split("\n")) {
      int colon = line.indexOf(':');
      if (line.startsWith("--- ")) {
        text = new ArrayList<>();
        texts.put(line.substring(4).strip(), text);
      } else if (text != null) {
        text.add(line);
      } else if (colon < 0) {
        throw new CorpusException("[" + name + "]: write KEY: VALUE instead of [" + line + "]");
      } else {
        head.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    Map<String, String> joined = new LinkedHashMap<>();
    texts.forEach((key, lines) -> joined.put(key, String.join("\n", lines).strip()));
    return new CorpusFile(name, head, joined);
  }

  /** The value of a key that must be there. */
  String value(String key) {
    String value = head.get(key);
    if (value == null) {
      throw new CorpusException("[" + name + "] lacks a line [" + key + ": ...]");
    }
    return value;
  }

  /** The value of a key, as one of the constants of an enum. */
  <E extends Enum<E>> E choice(Class<E> type, String key, E otherwise) {
    String value = head.getOrDefault(key, otherwise.name());
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new CorpusException(
        "[%s]: write one of %s instead of [%s]"
            .formatted(
                name, List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT), value));
  }

  /** A text that must be there. */
  String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new CorpusException("[" + name + "] lacks a line [--- " + key + "]");
    }
    return text;
  }
}

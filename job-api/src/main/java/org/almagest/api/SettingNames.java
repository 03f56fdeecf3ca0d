package org.almagest.api;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almagest.api.limit.ClassSettings;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** The names of all settings, so that a misspelt one is refused and not ignored. */
final class SettingNames {
  private static final String ROOT = "almagest";

  private static final ConfigurationPropertyName CLASSES =
      ConfigurationPropertyName.of(ROOT + ".limits.classes");

  /** By group, such as {@code almagest.jobs}, the names in it, such as {@code async-workers}. */
  private static final Map<String, List<String>> GROUPS = groups();

  private SettingNames() {}

  /**
   * Refuses a file that sets something that is no setting.
   *
   * @throws IllegalArgumentException naming it and what could be meant
   */
  static void check(PropertySource<?> source, Path file) {
    if (source instanceof EnumerablePropertySource<?> settings) {
      for (String name : settings.getPropertyNames()) {
        check(name, file);
      }
    }
  }

  private static void check(String written, Path file) {
    ConfigurationPropertyName name = ConfigurationPropertyName.adapt(written, '.');
    if (CLASSES.isAncestorOf(name)
        && name.getNumberOfElements() == CLASSES.getNumberOfElements() + 2) {
      check(written, name, name.getParent(), names(ClassSettings.class), file);
      return;
    }
    for (Map.Entry<String, List<String>> group : GROUPS.entrySet()) {
      ConfigurationPropertyName prefix = ConfigurationPropertyName.of(group.getKey());
      if (prefix.isParentOf(name)) {
        check(written, name, prefix, group.getValue(), file);
        return;
      }
    }
    throw new IllegalArgumentException(
        refusal(written, file)
            + ". Settings begin with "
            + String.join(".*, ", GROUPS.keySet())
            + ".*; see docs/settings.md");
  }

  private static void check(
      String written,
      ConfigurationPropertyName name,
      ConfigurationPropertyName prefix,
      List<String> known,
      Path file) {
    if (known.stream().noneMatch(setting -> prefix.append(setting).equals(name))) {
      throw new IllegalArgumentException(
          refusal(written, file)
              + ". The settings of "
              + prefix
              + " are "
              + String.join(", ", known));
    }
  }

  private static String refusal(String written, Path file) {
    return "The file [" + file + "] sets [" + written + "], which is no setting";
  }

  private static Map<String, List<String>> groups() {
    return Arrays.stream(ServiceSettings.class.getRecordComponents())
        .collect(
            Collectors.toMap(
                group -> ROOT + "." + group.getName(),
                group -> names(group.getType()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<String> names(Class<?> group) {
    return Arrays.stream(group.getRecordComponents())
        .map(setting -> kebab(setting.getName()))
        .toList();
  }

  /** {@code asyncWorkers} as {@code async-workers}. */
  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}

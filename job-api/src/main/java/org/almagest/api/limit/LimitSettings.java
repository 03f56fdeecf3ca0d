package org.almagest.api.limit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The classes of users: {@code almagest.limits.*}.
 *
 * @param classes by name, in the order in which they are tried
 */
@ConfigurationProperties("almagest.limits")
public record LimitSettings(@Nullable Map<String, ClassSettings> classes) {
  /** The class of those who are of no other. */
  public static final String DEFAULT = "default";

  /** The class of those who are not known. */
  public static final String ANONYMOUS = "anonymous";

  /** No classes: all users have the limits of the other settings. */
  public static final LimitSettings NONE = new LimitSettings(Map.of());

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Checks the names; copies the map. */
  public LimitSettings {
    classes =
        classes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    classes.forEach(LimitSettings::check);
  }

  private static void check(String name, ClassSettings members) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A class of almagest.limits.classes has lower-case letters, digits and '-', not ["
              + name
              + "]");
    }
    boolean chosen = !members.users().isEmpty() || !members.groups().isEmpty();
    if (chosen && (name.equals(DEFAULT) || name.equals(ANONYMOUS))) {
      throw new IllegalArgumentException(
          "almagest.limits.classes."
              + name
              + " can name no users and no groups: it is for those whom no other class names");
    }
  }

  @Override
  public Map<String, ClassSettings> classes() {
    return classes == null ? Map.of() : classes;
  }

  /** The class of a user who is known. */
  public String classOf(String user, Set<String> groups) {
    for (Map.Entry<String, ClassSettings> candidate : classes().entrySet()) {
      ClassSettings members = candidate.getValue();
      if (members.users().contains(user) || members.groups().stream().anyMatch(groups::contains)) {
        return candidate.getKey();
      }
    }
    return DEFAULT;
  }
}

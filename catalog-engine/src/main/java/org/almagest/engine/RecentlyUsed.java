package org.almagest.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Values that are dear to make, kept while they are among the last ones used. */
public final class RecentlyUsed<K, V> {

  private final Map<K, V> values;

  /** Keeps so many values. */
  public RecentlyUsed(int kept) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > kept;
          }
        };
  }

  /** The value of a key, made now if it is not kept; one at a time. */
  public synchronized V get(K key, Function<K, V> make) {
    V value = values.get(key);
    if (value == null) {
      value = make.apply(key);
      values.put(key, value);
    }
    return value;
  }
}

package org.almagest.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are dear to make, kept while they are among the last ones used. */
public final class RecentlyUsed<K, V> {

  private final Map<K, Once<V>> values;

  /** Keeps so many values. */
  public RecentlyUsed(int kept) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Once<V>> eldest) {
            return size() > kept;
          }
        };
  }

  /**
   * The value of a key, made now if it is not kept. Who asks for the same key meanwhile waits for
   * it; nobody waits for the value of another key.
   */
  public V get(K key, Function<K, V> make) {
    Once<V> once;
    synchronized (values) {
      once = values.computeIfAbsent(key, unknown -> new Once<>());
    }
    return once.get(key, make);
  }

  /** A value that is there once making it has succeeded. */
  private static final class Once<V> {
    private volatile @Nullable V value;

    <K> V get(K key, Function<K, V> make) {
      V known = value;
      return known == null ? made(key, make) : known;
    }

    private synchronized <K> V made(K key, Function<K, V> make) {
      V known = value;
      if (known == null) {
        known = make.apply(key);
        value = known;
      }
      return known;
    }
  }
}

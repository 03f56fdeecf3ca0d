package org.almagest.api.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Something that may differ from one class of users to another. */
public final class PerClass<T> {
  private final Map<String, T> named;
  private final T byDefault;

  private PerClass(Map<String, T> named, T byDefault) {
    this.named = named;
    this.byDefault = byDefault;
  }

  /** One value for all classes. */
  public static <T> PerClass<T> same(T value) {
    return new PerClass<>(Map.of(LimitSettings.DEFAULT, value), value);
  }

  /**
   * What holds for all, changed as each class says.
   *
   * @param change what becomes of it in a class
   */
  public static <T> PerClass<T> of(
      T forAll, LimitSettings limits, BiFunction<T, ClassSettings, T> change) {
    Map<String, T> named = new LinkedHashMap<>(Map.of(LimitSettings.DEFAULT, forAll));
    limits.classes().forEach((name, said) -> named.put(name, change.apply(forAll, said)));
    return new PerClass<>(named, named.getOrDefault(LimitSettings.DEFAULT, forAll));
  }

  /**
   * What holds for a class; a class that the settings do not have (any more) is the default one.
   */
  public T of(String userClass) {
    return named.getOrDefault(userClass, byDefault);
  }

  /** What becomes of each. */
  public <R> PerClass<R> map(Function<T, R> change) {
    Map<String, R> changed = new LinkedHashMap<>();
    named.forEach((name, value) -> changed.put(name, change.apply(value)));
    return new PerClass<>(changed, change.apply(byDefault));
  }

  /** By name, the default class among them. */
  public Map<String, T> byName() {
    return Map.copyOf(named);
  }

  /** Of all classes. */
  public Stream<T> values() {
    return named.values().stream();
  }
}

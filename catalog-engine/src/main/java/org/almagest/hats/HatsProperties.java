package org.almagest.hats;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/** The properties file of a catalog; unknown keys are kept, lines are written in order. */
public final class HatsProperties {

  /** The file that is read first. */
  public static final String FILE = "hats.properties";

  /** The same text under the name that older readers look for. */
  public static final String LEGACY_FILE = "properties";

  private static final String FIRST_LINE = "#HATS catalog\n";

  private final Map<String, String> values;

  /** Copies the values. */
  public HatsProperties(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /**
   * Reads the properties of a catalog.
   *
   * @throws HatsException if the folder has none, or they cannot be read
   */
  public static HatsProperties read(Path folder) {
    return read(LocalStorage.INSTANCE, Location.of(folder));
  }

  /**
   * Reads the properties of a catalog.
   *
   * @throws HatsException if the folder has none, or they cannot be read
   */
  public static HatsProperties read(Storage storage, Location folder) {
    try {
      for (String name : List.of(FILE, LEGACY_FILE)) {
        Location file = folder.resolve(name);
        if (storage.isFile(file)) {
          return new HatsProperties(readFile(storage, file));
        }
      }
      throw new HatsException("[" + folder + "] " + whatIsMissing(storage, folder));
    } catch (IOException e) {
      throw new HatsException(
          "Cannot read the properties of [" + folder + "]: " + e.getMessage(), e);
    }
  }

  private static String whatIsMissing(Storage storage, Location folder) throws IOException {
    if (storage.isFile(folder.resolve(HatsCollection.FILE))) {
      return "is not a HATS catalog: it has no file hats.properties; it is a collection of catalogs,"
          + " open the catalog inside it";
    }
    if (!storage.isFolder(folder)) {
      return "is no folder";
    }
    return storage.isFolder(folder.resolve("dataset"))
        ? "has partitions in its folder [dataset], but no file hats.properties that names the columns"
            + " of their positions"
        : "is not a HATS catalog: it has no file hats.properties";
  }

  /** The keys and values of a properties file, by key; older writers escape colons in it. */
  static Map<String, String> readFile(Storage storage, Location file) throws IOException {
    Properties loaded = new Properties();
    try (Reader reader = new StringReader(storage.text(file))) {
      loaded.load(reader);
    } catch (IllegalArgumentException e) {
      throw new HatsException("Cannot read [" + file + "]: " + e.getMessage(), e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    loaded.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> values.put(key, loaded.getProperty(key).strip()));
    return values;
  }

  /**
   * Writes both files.
   *
   * <p>Not by {@link Properties#store}, which adds a date and escapes colons.
   */
  public void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    values.forEach(
        (key, value) -> text.append(key).append('=').append(oneLine(value)).append('\n'));
    Files.writeString(folder.resolve(FILE), text);
    Files.writeString(folder.resolve(LEGACY_FILE), text);
  }

  private static String oneLine(String value) {
    return value.replaceAll("\\s+", " ").strip();
  }

  /** The value of a key. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
  }

  /** All values, in the order they are written. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** The words of a value that is a list: separated by white space, commas or semicolons. */
  public List<String> list(String key) {
    return value(key).stream()
        .flatMap(text -> Stream.of(text.split("[;,\\s]+")))
        .filter(word -> !word.isBlank())
        .toList();
  }

  /**
   * A value that is a number.
   *
   * @throws HatsException if it is none
   */
  public Optional<Double> number(String key) {
    return value(key).map(text -> parse(key, text, Double::valueOf));
  }

  private static <T> T parse(String key, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new HatsException("The property " + key + " is [" + text + "], which is no number", e);
    }
  }

  /** These properties, and others that go before them. */
  public HatsProperties with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new HatsProperties(all);
  }

  /** {@code obs_collection}. */
  public Optional<String> name() {
    return value("obs_collection");
  }

  /**
   * {@code dataproduct_type}; where it is missing, the catalog is taken for one of objects.
   *
   * @throws HatsException if it is none that is known
   */
  public HatsType type() {
    String name = value("dataproduct_type").orElse("object");
    return HatsType.of(name)
        .orElseThrow(
            () ->
                new HatsException("The catalog is of the unknown dataproduct_type [" + name + "]"));
  }

  /** {@code hats_cols_default}: the columns of a first look; none where all are. */
  public List<String> defaultColumns() {
    return list("hats_cols_default");
  }

  /** {@code hats_col_ra}. */
  public Optional<String> raColumn() {
    return value("hats_col_ra");
  }

  /** {@code hats_col_dec}. */
  public Optional<String> decColumn() {
    return value("hats_col_dec");
  }

  /** {@code hats_col_healpix}; older catalogs do not say it. */
  public Optional<String> healpixColumn() {
    return value("hats_col_healpix");
  }

  /** {@code hats_col_healpix_order}. */
  public OptionalInt healpixOrder() {
    return value("hats_col_healpix_order").stream()
        .mapToInt(text -> parse("hats_col_healpix_order", text, Integer::valueOf))
        .findFirst();
  }

  /** {@code hats_nrows}. */
  public OptionalLong rows() {
    return value("hats_nrows").stream()
        .mapToLong(text -> parse("hats_nrows", text, Long::valueOf))
        .findFirst();
  }

  /** {@code hats_npix_suffix}: {@code /} where a partition is a folder. */
  public String npixSuffix() {
    return value("hats_npix_suffix").orElse(".parquet");
  }
}

package org.almagest.hats;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;

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
    for (String name : List.of(FILE, LEGACY_FILE)) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return readFile(file);
      }
    }
    String collection =
        Files.isRegularFile(folder.resolve("collection.properties"))
            ? "; it is a collection of catalogs, open the catalog inside it"
            : "";
    throw new HatsException(
        "[" + folder + "] is not a HATS catalog: it has no file hats.properties" + collection);
  }

  private static HatsProperties readFile(Path file) {
    Properties loaded = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      loaded.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new HatsException("Cannot read [" + file + "]: " + e.getMessage(), e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    loaded.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> values.put(key, loaded.getProperty(key).strip()));
    return new HatsProperties(values);
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

  /** {@code obs_collection}. */
  public Optional<String> name() {
    return value("obs_collection");
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
    return value("hats_col_healpix_order").stream().mapToInt(Integer::parseInt).findFirst();
  }

  /** {@code hats_nrows}. */
  public OptionalLong rows() {
    return value("hats_nrows").stream().mapToLong(Long::parseLong).findFirst();
  }

  /** {@code hats_npix_suffix}: {@code /} where a partition is a folder. */
  public String npixSuffix() {
    return value("hats_npix_suffix").orElse(".parquet");
  }
}

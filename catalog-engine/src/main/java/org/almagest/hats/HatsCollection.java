package org.almagest.hats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog with the margins and indexes that go with it. A catalog by itself is a collection
 * without any.
 *
 * @param root the folder of {@code collection.properties}, or of the catalog by itself
 * @param catalog the primary catalog
 * @param margins the default one first, the others by their threshold
 * @param indexes by the column that they are of; {@code sources.source_id} for one of a nested
 *     column
 */
public record HatsCollection(
    Location root, HatsCatalog catalog, List<HatsCatalog> margins, Map<String, HatsIndex> indexes) {

  /** The file that makes a folder a collection. */
  public static final String FILE = "collection.properties";

  /** Copies the lists. */
  public HatsCollection {
    margins = List.copyOf(margins);
    indexes = Map.copyOf(indexes);
  }

  /**
   * Opens a collection, or a catalog by itself.
   *
   * @throws HatsException if it is neither, or something of it is missing or damaged
   */
  public static HatsCollection open(Location root) {
    return open(root, Storage.of(root));
  }

  /**
   * Opens a collection, or a catalog by itself, of which the caller knows what its properties lack.
   *
   * @param lacking taken where the catalog's own properties have no such key
   * @throws HatsException if it is neither, or something of it is missing or damaged
   */
  public static HatsCollection open(Location root, HatsProperties lacking) {
    return open(root, lacking, MissingPartitions.REFUSE);
  }

  /**
   * Opens a collection, or a catalog by itself, of which files may be missing.
   *
   * @param lacking taken where the catalog's own properties have no such key
   * @throws HatsException if it is neither, or something of it is damaged or not to be missing
   */
  public static HatsCollection open(
      Location root, HatsProperties lacking, MissingPartitions policy) {
    return open(root, Storage.of(root), lacking, policy);
  }

  /**
   * Opens what was opened before, when it had so many rows: files that were missing then may be
   * missing now, and no others.
   *
   * @param lacking taken where the catalog's own properties have no such key
   * @throws HatsException if something of it is missing or damaged
   */
  public static HatsCollection openKnown(Location root, HatsProperties lacking, long rows) {
    try {
      return open(root, lacking);
    } catch (HatsException refused) {
      HatsCollection rest = open(root, lacking, MissingPartitions.SKIP);
      if (rest.catalog().rows() != rows) {
        throw refused;
      }
      return rest;
    }
  }

  /**
   * Opens a collection, or a catalog by itself, on a storage.
   *
   * @throws HatsException if it is neither, or something of it is missing or damaged
   */
  public static HatsCollection open(Location root, Storage storage) {
    return open(root, storage, new HatsProperties(Map.of()), MissingPartitions.REFUSE);
  }

  private static HatsCollection open(
      Location root, Storage storage, HatsProperties lacking, MissingPartitions policy) {
    try {
      if (!isCollection(root, storage)) {
        return new HatsCollection(
            root, catalog(root, storage, lacking, policy), List.of(), Map.of());
      }
      Location file = root.resolve(FILE);
      HatsProperties properties = new HatsProperties(HatsProperties.readFile(storage, file));
      String primary =
          properties
              .value("hats_primary_table_url")
              .orElseThrow(
                  () -> new HatsException("[" + file + "] does not say hats_primary_table_url"));
      return new HatsCollection(
          root,
          catalog(root.resolve(primary), storage, lacking, policy),
          margins(root, storage, properties, policy),
          indexes(root, storage, properties));
    } catch (IOException e) {
      throw new HatsException("Cannot read the collection [" + root + "]: " + e.getMessage(), e);
    }
  }

  private static HatsCatalog catalog(
      Location root, Storage storage, HatsProperties lacking, MissingPartitions policy)
      throws IOException {
    boolean bare =
        !storage.isFile(root.resolve(HatsProperties.FILE))
            && !storage.isFile(root.resolve(HatsProperties.LEGACY_FILE))
            && storage.isFolder(root.resolve("dataset"));
    HatsProperties own =
        bare && lacking.raColumn().isPresent() && lacking.decColumn().isPresent()
            ? new HatsProperties(Map.of())
            : HatsProperties.read(storage, root);
    return HatsCatalog.open(root, storage, lacking.with(own.values()), policy);
  }

  /** The properties of a catalog go before those of a collection in the same folder. */
  private static boolean isCollection(Location root, Storage storage) throws IOException {
    return !storage.isFile(root.resolve(HatsProperties.FILE))
        && !storage.isFile(root.resolve(HatsProperties.LEGACY_FILE))
        && storage.isFile(root.resolve(FILE));
  }

  private static List<HatsCatalog> margins(
      Location root, Storage storage, HatsProperties properties, MissingPartitions policy) {
    List<HatsCatalog> margins = new ArrayList<>();
    Optional<String> first = properties.value("default_margin");
    for (String name : properties.list("all_margins")) {
      Location place = root.resolve(name);
      HatsCatalog margin =
          HatsCatalog.open(place, storage, HatsProperties.read(storage, place), policy);
      check(margin.root(), margin.type(), HatsType.MARGIN);
      int rank = 0;
      while (rank < margins.size()
          && (margins.get(rank).root().name().equals(first.orElse(""))
              || (!name.equals(first.orElse(""))
                  && margins.get(rank).marginThresholdArcsec()
                      <= margin.marginThresholdArcsec()))) {
        rank++;
      }
      margins.add(rank, margin);
    }
    return margins;
  }

  private static Map<String, HatsIndex> indexes(
      Location root, Storage storage, HatsProperties properties) {
    List<String> words = properties.list("all_indexes");
    if (words.size() % 2 != 0) {
      throw new HatsException(
          "all_indexes of ["
              + root.resolve(FILE)
              + "] is not a list of columns, each with its folder");
    }
    Map<String, HatsIndex> indexes = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      HatsIndex index = HatsIndex.open(root.resolve(words.get(i + 1)), storage);
      indexes.put(words.get(i), index);
    }
    return indexes;
  }

  static void check(Location root, HatsType found, HatsType expected) {
    if (found != expected) {
      throw new HatsException(
          "["
              + root
              + "] is a catalog of type "
              + found
              + ", where one of "
              + expected
              + " belongs");
    }
  }

  /**
   * The margin to use for pairs up to a distance: the smallest that holds them all.
   *
   * @param arcsec the largest distance of a pair [arcsec]
   */
  public Optional<HatsCatalog> margin(double arcsec) {
    return margins.stream()
        .filter(margin -> margin.marginThresholdArcsec() >= arcsec)
        .min((a, b) -> Double.compare(a.marginThresholdArcsec(), b.marginThresholdArcsec()));
  }
}

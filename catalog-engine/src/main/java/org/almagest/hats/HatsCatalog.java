package org.almagest.hats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.moc.Moc;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A HATS catalog, opened: its properties, its columns, and its partitions in the order of the sky.
 * It is a snapshot and never changes, as the folder of a version never does.
 *
 * @see <a href="https://hats.readthedocs.io/en/latest/guide/directory_scheme.html">The directory
 *     scheme</a>
 */
public final class HatsCatalog {

  /** The column of HEALPix pixels that this version of the format writes. */
  public static final String HEALPIX_COLUMN = "_healpix_29";

  private final Location root;
  private final HatsProperties properties;
  private final MessageType schema;
  private final Set<Encoding> encodings;
  private final List<HatsPartition> partitions;
  private final int missing;
  private volatile @Nullable Moc coverage;
  private volatile boolean coverageIsRead;

  /**
   * A catalog whose parts are known.
   *
   * @param schema the columns of each file, without those that repeat the partition's pixel
   * @param encodings how values are encoded anywhere in the files
   * @param partitions in the order of the sky
   */
  public HatsCatalog(
      Location root,
      HatsProperties properties,
      MessageType schema,
      Set<Encoding> encodings,
      List<HatsPartition> partitions) {
    this(root, properties, schema, encodings, partitions, 0);
  }

  private HatsCatalog(
      Location root,
      HatsProperties properties,
      MessageType schema,
      Set<Encoding> encodings,
      List<HatsPartition> partitions,
      int missing) {
    this.root = root;
    this.properties = properties;
    this.schema = schema;
    this.encodings = Set.copyOf(encodings);
    this.partitions = List.copyOf(partitions);
    this.missing = missing;
  }

  /** The folder with {@code hats.properties}. */
  public Location root() {
    return root;
  }

  /** Its properties. */
  public HatsProperties properties() {
    return properties;
  }

  /** The columns of each file, without those that repeat the partition's pixel. */
  public MessageType schema() {
    return schema;
  }

  /** How values are encoded anywhere in the files. */
  public Set<Encoding> encodings() {
    return encodings;
  }

  /** The partitions, in the order of the sky. */
  public List<HatsPartition> partitions() {
    return partitions;
  }

  /** How many partitions it lists whose files are missing, where such are skipped. */
  public int missingPartitions() {
    return missing;
  }

  /**
   * Opens the catalog of a local folder.
   *
   * @throws HatsException if it is not one, or a file of it is missing or damaged
   */
  public static HatsCatalog open(Path root) {
    return open(Location.of(root));
  }

  /**
   * Opens a catalog.
   *
   * @throws HatsException if it is not one, or a file of it is missing or damaged
   */
  public static HatsCatalog open(Location root) {
    return open(root, Storage.of(root));
  }

  /**
   * Opens a catalog on a storage.
   *
   * @throws HatsException if it is not one, or a file of it is missing or damaged
   */
  public static HatsCatalog open(Location root, Storage storage) {
    return open(root, storage, HatsProperties.read(storage, root));
  }

  /**
   * Opens a catalog whose properties the caller knows better than its folder.
   *
   * @throws HatsException if a file of it is missing or damaged
   */
  public static HatsCatalog open(Location root, Storage storage, HatsProperties properties) {
    return open(root, storage, properties, MissingPartitions.REFUSE);
  }

  static HatsCatalog open(
      Location root, Storage storage, HatsProperties properties, MissingPartitions policy) {
    try {
      PartitionReader reader = new PartitionReader(storage, root, properties, policy);
      List<HatsPartition> partitions = reader.read();
      return new HatsCatalog(
          root, properties, reader.schema(), reader.encodings(), partitions, reader.missing());
    } catch (IOException e) {
      throw new HatsException("Cannot read the catalog [" + root + "]: " + e.getMessage(), e);
    }
  }

  /** The name that it gives itself, else that of its folder. */
  public String name() {
    return properties.name().orElse(root.name());
  }

  /** What it holds. */
  public HatsType type() {
    return properties.type();
  }

  /**
   * The column of HEALPix pixels, if the files have one; it may be called otherwise, and be of
   * another order, than this version of the format says.
   */
  public Optional<SpatialColumn> spatialColumn() {
    String name = properties.healpixColumn().orElse(HEALPIX_COLUMN);
    int order = properties.healpixOrder().orElse(29);
    return schema.containsField(name) && schema.getType(name).isPrimitive()
        ? Optional.of(new SpatialColumn(name, order))
        : Optional.empty();
  }

  /**
   * What its columns mean, as the common footer tells.
   *
   * @throws HatsException if that cannot be read
   */
  public VoFields fields() {
    Storage storage = Storage.of(root);
    Location common = root.resolve("dataset/_common_metadata");
    try {
      return storage.isFile(common)
          ? ParquetFooter.of(storage, common)
              .keyValue(VoFields.KEY)
              .map(VoFields::parse)
              .orElse(VoFields.NONE)
          : VoFields.NONE;
    } catch (IOException e) {
      throw new HatsException("Cannot read [" + common + "]: " + e.getMessage(), e);
    }
  }

  /**
   * The cells of the sky in which it has rows, if its folder has a map of them that is not too fine
   * to be read at once. It is read once.
   *
   * @throws HatsException if that cannot be read
   */
  public Optional<Moc> coverage() {
    if (!coverageIsRead) {
      coverage = readCoverage().orElse(null);
      coverageIsRead = true;
    }
    return Optional.ofNullable(coverage);
  }

  private Optional<Moc> readCoverage() {
    try {
      return CoverageMap.read(Storage.of(root), root, rows());
    } catch (IOException e) {
      throw new HatsException("Cannot read the map of [" + root + "]: " + e.getMessage(), e);
    }
  }

  /** {@code hats_margin_threshold} [arcsec], for a margin. */
  public double marginThresholdArcsec() {
    return properties
        .number("hats_margin_threshold")
        .orElseThrow(
            () ->
                new HatsException(
                    "The margin [" + root + "] does not say its hats_margin_threshold"));
  }

  /**
   * The partitions that hold pixels of any of the ranges.
   *
   * @param ranges pixels of order 29, sorted, none overlapping another; none for no partition
   */
  public List<HatsPartition> partitions(List<HealpixRange> ranges) {
    List<HatsPartition> found = new ArrayList<>();
    int next = 0;
    for (HatsPartition partition : partitions) {
      HealpixRange pixels = partition.range();
      while (next < ranges.size() && ranges.get(next).last() < pixels.first()) {
        next++;
      }
      if (next < ranges.size() && ranges.get(next).first() <= pixels.last()) {
        found.add(partition);
      }
    }
    return found;
  }

  /** The pixels of the partitions. */
  public PixelTree tree() {
    return PixelTree.of(partitions.stream().map(HatsPartition::pixel).toList());
  }

  /** How many rows all partitions have. */
  public long rows() {
    return partitions.stream().mapToLong(HatsPartition::rows).sum();
  }

  /** How many bytes the files of all partitions have. */
  public long bytes() {
    return partitions.stream().mapToLong(HatsPartition::bytes).sum();
  }
}

package org.almagest.hats.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.HatsProperties;
import org.almagest.hats.Location;
import org.almagest.hats.match.MatchJob;
import org.almagest.hats.match.MatchJob.Kept;
import org.almagest.hats.match.MatchPart;
import org.almagest.hats.match.MatchSides;
import org.almagest.hats.match.PositionList;
import org.almagest.hats.match.SideColumns;
import org.almagest.hats.match.SideColumns.Motion;
import org.almagest.hats.match.StoredMotion;
import org.almagest.hats.spark.MatchColumn.Side;
import org.almagest.sky.healpix.HealpixRange;
import org.almagest.sky.match.MatchRule;
import org.almagest.sky.match.MatchRule.Bound;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** The options of a match, read and checked; the page docs/match.md lists them. */
final class MatchOptions {

  private final CaseInsensitiveStringMap options;
  private final MatchSides sides;
  private final double unitsPerDegree;
  private final List<MatchColumn> columns;
  private final MatchJob job;
  private final double reachDeg;

  MatchOptions(CaseInsensitiveStringMap options) {
    this.options = options;
    this.sides = sides();
    this.unitsPerDegree =
        switch (word("unit", "arcsec")) {
          case "deg" -> 1;
          case "arcmin" -> 60;
          case "arcsec" -> 3600;
          case "mas" -> 3_600_000;
          default -> throw wrong("unit", "deg, arcmin, arcsec or mas");
        };
    this.job = readJob();
    this.columns = readColumns();
    this.reachDeg = StoredMotion.reachDeg(sides, job);
  }

  private MatchSides sides() {
    boolean onLeft = options.getBoolean("leftList", false);
    boolean onRight = options.getBoolean("rightList", false);
    if (onLeft && onRight) {
      throw new IllegalArgumentException(
          "The options [leftList] and [rightList] are both true: one side has to be a catalog");
    }
    if (onRight) {
      HatsCatalog left = open("left").catalog();
      return MatchSides.of(left, list("right", left));
    }
    HatsCollection right = withMargin(open("right"));
    return onLeft
        ? MatchSides.of(list("left", right.catalog()), right)
        : MatchSides.of(open("left").catalog(), right);
  }

  /** The parts of the match, with the rows that can matter. */
  List<MatchPart> parts(Kept kept) {
    return sides.parts(reachDeg, kept, pixels("left"), pixels("right"));
  }

  boolean isOf(CaseInsensitiveStringMap others) {
    return options.equals(others);
  }

  double unitsPerDegree() {
    return unitsPerDegree;
  }

  MatchJob job() {
    return job;
  }

  /** The columns of the result: those of the left side, of the right side, and the separation. */
  List<MatchColumn> columns() {
    return columns;
  }

  StructType schema() {
    StructType schema = new StructType();
    for (MatchColumn column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return schema;
  }

  /** The names of the position columns, where the catalog itself does not say them. */
  private HatsCollection open(String side) {
    Map<String, String> known = new HashMap<>();
    for (String axis : List.of("Ra", "Dec")) {
      String column = options.get(side + axis);
      if (column != null) {
        known.put("hats_col_" + axis.toLowerCase(Locale.ROOT), column);
      }
    }
    return HatsCollection.open(location(side), new HatsProperties(known));
  }

  private PositionList list(String side, HatsCatalog other) {
    String ra = options.get(side + "Ra");
    String dec = options.get(side + "Dec");
    if (ra == null || dec == null) {
      throw new IllegalArgumentException(
          "The options ["
              + side
              + "Ra] and ["
              + side
              + "Dec] are missing: the position columns of the list");
    }
    try {
      return PositionList.read(location(side), ra, dec, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Given in the order of the catalog's own column of pixels. */
  private List<HealpixRange> pixels(String side) {
    return PixelText.parse(options.get(side + "Pixels"));
  }

  private Location location(String key) {
    String text = options.get(key);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "The option [" + key + "] is missing: the folder of a HATS catalog or collection");
    }
    return Location.of(text);
  }

  private HatsCollection withMargin(HatsCollection collection) {
    if (!options.containsKey("rightMargin")) {
      return collection;
    }
    List<HatsCatalog> margins = new ArrayList<>(collection.margins());
    margins.add(HatsCatalog.open(location("rightMargin")));
    return new HatsCollection(
        collection.root(), collection.catalog(), margins, collection.indexes());
  }

  private MatchJob readJob() {
    String mode = word("mode", "all");
    int neighbors =
        switch (mode) {
          case "all" -> options.getInt("n", MatchRule.ALL);
          case "nearest" -> options.getInt("n", 1);
          default -> throw wrong("mode", "all or nearest");
        };
    Kept kept =
        switch (word("how", "inner")) {
          case "inner" -> Kept.MATCHED;
          case "left" -> Kept.ALL;
          case "anti" -> Kept.UNMATCHED;
          default -> throw wrong("how", "inner, left or anti");
        };
    if (!options.containsKey("radius")) {
      throw new IllegalArgumentException(
          "The option [radius] is missing: a number of [unit], which is arcsec if not given");
    }
    return new MatchJob(
        side("left", sides.left()),
        side("right", sides.right()),
        options.getDouble("radius", 0) / unitsPerDegree,
        options.getDouble("minRadius", 0) / unitsPerDegree,
        options.getBoolean("strict", false) ? Bound.STRICT : Bound.INCLUSIVE,
        neighbors,
        kept);
  }

  private SideColumns side(String side, HatsCatalog catalog) {
    SideColumns columns =
        SideColumns.of(catalog).where(FilterText.parse(options.get(side + "Filter")));
    String epoch = options.get("epoch");
    String own = options.get(side + "Epoch");
    if (epoch == null || own == null) {
      return columns;
    }
    return columns.moving(
        new Motion(
            required(side + "PmRa"),
            required(side + "PmDec"),
            options.get(side + "Parallax"),
            options.get(side + "RadialVelocity"),
            Double.parseDouble(own),
            Double.parseDouble(epoch)));
  }

  private String required(String key) {
    String value = options.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "The option [" + key + "] is missing: the column of a proper motion [mas/yr]");
    }
    return value;
  }

  private List<MatchColumn> readColumns() {
    List<MatchColumn> read = new ArrayList<>();
    add(read, Side.LEFT, sides.left(), options.get("leftColumns"), options.get("leftSuffix"));
    if (job.kept() != Kept.UNMATCHED) {
      add(read, Side.RIGHT, sides.right(), options.get("rightColumns"), options.get("rightSuffix"));
      String separation = options.getOrDefault("separation", "separation");
      if (!separation.isBlank()) {
        read.add(new MatchColumn(separation, Side.SEPARATION, "", DataTypes.DoubleType, 1));
      }
    }
    for (int i = 0; i < read.size(); i++) {
      String name = read.get(i).name();
      if (read.subList(0, i).stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
        throw new IllegalArgumentException(
            "Two columns of the match are called ["
                + name
                + "]: give the options [leftSuffix], [rightSuffix] or [separation]");
      }
    }
    return List.copyOf(read);
  }

  private static void add(
      List<MatchColumn> columns,
      Side side,
      HatsCatalog catalog,
      @Nullable String wanted,
      @Nullable String suffix) {
    StructType schema = ColumnTypes.schema(catalog.schema());
    List<String> names =
        wanted == null
            ? List.of(schema.fieldNames())
            : Arrays.stream(wanted.split(","))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
    for (String entry : names) {
      String[] words = entry.split("(?i)\\s+as\\s+");
      String name = words[0];
      if (schema.getFieldIndex(name).isEmpty()) {
        throw ColumnTypes.unknown(name, catalog.root().text(), schema);
      }
      StructField field = schema.apply(name);
      boolean taken = columns.stream().anyMatch(other -> other.name().equalsIgnoreCase(name));
      String added = suffix != null ? suffix : taken ? "_right" : "";
      columns.add(
          new MatchColumn(
              words.length == 2 ? words[1] : name + added,
              side,
              name,
              field.dataType(),
              ColumnTypes.perMicrosecond(catalog.schema().getType(name).asPrimitiveType())));
    }
  }

  private String word(String key, String otherwise) {
    return options.getOrDefault(key, otherwise).strip().toLowerCase(Locale.ROOT);
  }

  private IllegalArgumentException wrong(String key, String allowed) {
    return new IllegalArgumentException(
        "The option [" + key + "] is [" + options.get(key) + "]; it can be " + allowed);
  }

  /** What identifies the match to a reader of a plan. */
  String description() {
    Map<String, String> shown = options.asCaseSensitiveMap();
    return "HatsMatch " + new TreeMap<>(shown);
  }
}

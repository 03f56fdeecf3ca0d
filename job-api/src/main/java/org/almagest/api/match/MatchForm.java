package org.almagest.api.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.SkyColumns;
import org.jspecify.annotations.Nullable;

/** The form of a match. Its names are in upper case; an unknown one is refused. */
final class MatchForm {
  private static final double MOST_ARCSEC = 180 * 3600;

  /** The parameters of the job, as TAP has them. */
  private static final Set<String> OF_JOB =
      Set.of("RESPONSEFORMAT", "FORMAT", "MAXREC", "ROUTE", "DESTINATION", "DESTINATION_MODE");

  private static final List<String> OF_MOTION =
      List.of("_EPOCH", "_PMRA", "_PMDEC", "_PARALLAX", "_RADIAL_VELOCITY");

  private static final Set<String> OF_MATCH =
      Set.of(
          "EPOCH",
          "LEFT",
          "RIGHT",
          "RADIUS",
          "MIN_RADIUS",
          "STRICT",
          "MODE",
          "N",
          "HOW",
          "LEFT_COLUMNS",
          "RIGHT_COLUMNS",
          "LEFT_RA",
          "LEFT_DEC",
          "RIGHT_RA",
          "RIGHT_DEC");

  private final Map<String, String> parameters;
  private final Catalog catalog;

  MatchForm(Map<String, String> parameters, Catalog catalog) {
    this.parameters = parameters;
    this.catalog = catalog;
  }

  /**
   * The parameters of the job.
   *
   * @throws ServiceException naming the parameter that is wrong
   */
  Map<String, String> ofJob() {
    Map<String, String> job = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (OF_JOB.contains(name)) {
            job.put(name, value);
          } else if (!known().contains(name)) {
            Set<String> known = known();
            known.addAll(OF_JOB);
            known.add("RUNID");
            throw wrong(
                "A match has no parameter " + name + "; it has " + String.join(", ", known));
          }
        });
    job.put("LANG", "ADQL");
    job.put("QUERY", query().adql());
    return job;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(OF_MATCH);
    for (String role : List.of("LEFT", "RIGHT")) {
      OF_MOTION.forEach(name -> known.add(role + name));
    }
    return known;
  }

  private MatchQuery query() {
    OptionalInt neighbors = neighbors();
    MatchQuery.Kept kept = kept();
    double radius = arcsec("RADIUS", required("RADIUS"));
    double least = arcsec("MIN_RADIUS", parameters.getOrDefault("MIN_RADIUS", "0"));
    MatchQuery.Bound bound = bound();
    if (least > 0 && least >= radius) {
      throw wrong("MIN_RADIUS must be below RADIUS, not [" + parameters.get("MIN_RADIUS") + "]");
    }
    if (neighbors.isPresent()
        && (least > 0 || bound == MatchQuery.Bound.STRICT || kept == MatchQuery.Kept.ALONE)) {
      throw wrong(
          "MODE=nearest goes with none of MIN_RADIUS, STRICT=true and HOW=anti: leave it out, or"
              + " those");
    }
    return new MatchQuery(
        side("LEFT"), side("RIGHT"), least / 3600, radius / 3600, bound, neighbors, kept);
  }

  private MatchQuery.Kept kept() {
    return switch (word("HOW", "inner")) {
      case "inner" -> MatchQuery.Kept.MATCHED;
      case "left" -> MatchQuery.Kept.ALL;
      case "anti" -> MatchQuery.Kept.ALONE;
      default ->
          throw wrong("HOW must be inner, left or anti, not [" + parameters.get("HOW") + "]");
    };
  }

  private MatchQuery.Bound bound() {
    return switch (word("STRICT", "false")) {
      case "true" -> MatchQuery.Bound.STRICT;
      case "false" -> MatchQuery.Bound.INCLUSIVE;
      default ->
          throw wrong("STRICT must be true or false, not [" + parameters.get("STRICT") + "]");
    };
  }

  private OptionalInt neighbors() {
    return switch (word("MODE", "all")) {
      case "all" -> {
        if (parameters.containsKey("N")) {
          throw wrong("N goes with MODE=nearest: add that, or leave N out");
        }
        yield OptionalInt.empty();
      }
      case "nearest" -> OptionalInt.of(number());
      default -> throw wrong("MODE must be all or nearest, not [" + parameters.get("MODE") + "]");
    };
  }

  private int number() {
    String text = parameters.getOrDefault("N", "1").strip();
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number < Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "N must be a whole number >= 1, not [" + text + "]", notANumber);
    }
    throw wrong("N must be a whole number >= 1, not [" + text + "]");
  }

  private static double arcsec(String parameter, String text) {
    return number(
        text,
        angle -> angle >= 0 && angle <= MOST_ARCSEC,
        parameter + " must be a number of arcseconds from 0 to 648000, not [" + text + "]");
  }

  /** A number that may be; else the message is thrown. */
  private static double number(String text, DoublePredicate mayBe, String message) {
    try {
      double number = Double.parseDouble(text.strip());
      if (mayBe.test(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(Code.BAD_PARAMETER, message, notANumber);
    }
    throw wrong(message);
  }

  private MatchQuery.Side side(String role) {
    CatalogTable table = table(role);
    SkyColumns sky = table.sky().orElse(null);
    if (parameters.containsKey("EPOCH")
        && !parameters.containsKey("LEFT_EPOCH")
        && !parameters.containsKey("RIGHT_EPOCH")) {
      throw wrong("EPOCH goes with LEFT_EPOCH or RIGHT_EPOCH: add one, or leave EPOCH out");
    }
    return new MatchQuery.Side(
        table,
        position(role + "_RA", table, sky == null ? null : sky.ra()),
        position(role + "_DEC", table, sky == null ? null : sky.dec()),
        moved(role, table),
        columns(role + "_COLUMNS", table));
  }

  private MatchQuery.@Nullable Moved moved(String role, CatalogTable table) {
    if (OF_MOTION.stream().noneMatch(name -> parameters.containsKey(role + name))) {
      return null;
    }
    return new MatchQuery.Moved(
        ofMotion(role + "_PMRA", table),
        ofMotion(role + "_PMDEC", table),
        optional(role + "_PARALLAX", table),
        optional(role + "_RADIAL_VELOCITY", table),
        year(role + "_EPOCH"),
        year("EPOCH"));
  }

  private CatalogColumn ofMotion(String parameter, CatalogTable table) {
    CatalogColumn column = optional(parameter, table);
    if (column == null) {
      throw wrong(
          "There is no "
              + parameter
              + ": positions that move have EPOCH and, of their side, _EPOCH, _PMRA and _PMDEC");
    }
    return column;
  }

  private @Nullable CatalogColumn optional(String parameter, CatalogTable table) {
    String name = parameters.getOrDefault(parameter, "");
    return name.isBlank() ? null : column(parameter, table, name);
  }

  private double year(String parameter) {
    String text = parameters.getOrDefault(parameter, "").strip();
    return number(
        text,
        Double::isFinite,
        parameter + " must be a Julian year, such as 2016.0, not [" + text + "]");
  }

  /** Written plainly, or as a query would have to. */
  private CatalogTable table(String role) {
    String name = required(role).strip();
    return catalog.schemas().stream()
        .flatMap(schema -> schema.tables().stream())
        .filter(table -> table.isCalled(name))
        .findFirst()
        .orElseThrow(() -> wrong(role + ": there is no table [" + name + "]"));
  }

  private CatalogColumn position(String parameter, CatalogTable table, @Nullable String otherwise) {
    String name = parameters.getOrDefault(parameter, otherwise);
    if (name == null) {
      throw wrong(
          "There is no "
              + parameter
              + ", and "
              + table.qualifiedName()
              + " does not say which column it is: write "
              + parameter
              + "=... with its name");
    }
    return column(parameter, table, name);
  }

  private List<CatalogColumn> columns(String parameter, CatalogTable table) {
    String names = parameters.getOrDefault(parameter, "");
    return names.isBlank()
        ? table.columns()
        : Arrays.stream(names.split(",", -1)).map(name -> column(parameter, table, name)).toList();
  }

  private static CatalogColumn column(String parameter, CatalogTable table, String name) {
    return table
        .column(name.strip())
        .orElseThrow(
            () ->
                wrong(
                    parameter
                        + ": "
                        + table.qualifiedName()
                        + " has no column ["
                        + name.strip()
                        + "]"));
  }

  private String required(String parameter) {
    String value = parameters.getOrDefault(parameter, "");
    if (value.isBlank()) {
      throw wrong("There is no " + parameter + ": a match has LEFT, RIGHT and RADIUS (arcsec)");
    }
    return value;
  }

  private String word(String parameter, String otherwise) {
    return parameters.getOrDefault(parameter, otherwise).strip().toLowerCase(Locale.ROOT);
  }

  private static ServiceException wrong(String message) {
    return new ServiceException(Code.BAD_PARAMETER, message);
  }
}

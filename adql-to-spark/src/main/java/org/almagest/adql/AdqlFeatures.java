package org.almagest.adql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.almagest.adql.function.GeometryFunctions;
import org.almagest.adql.function.UserFunctions;
import org.jspecify.annotations.Nullable;

/**
 * The optional features of ADQL 2.1 that queries may use. The capabilities of the service and the
 * manual are made from it.
 */
public final class AdqlFeatures {

  /** A group of features, as TAPRegExt has them. */
  public enum Kind {
    /** Geometry (ADQL 2.1, 4.2). */
    GEOMETRY("Geometry", "adqlgeo"),
    /** Functions that ADQL does not have of itself. */
    USER_FUNCTION("User-defined functions", "udf"),
    /** Text. */
    STRING("Text", "adql-string"),
    /** WITH. */
    COMMON_TABLE("Common table expressions", "adql-common-table"),
    /** UNION and the like. */
    SETS("Set operations", "adql-sets"),
    /** CAST. */
    TYPE("Types", "adql-type"),
    /** COALESCE: validators of 2023 do not know its key in this spelling. */
    CONDITIONAL("Conditions", null),
    /** IN_UNIT. */
    UNIT("Units", "adql-unit"),
    /** OFFSET. */
    OFFSET("Offset", "adql-offset");

    private final String title;
    private final @Nullable String key;

    Kind(String title, @Nullable String key) {
      this.title = title;
      this.key = key;
    }

    /** Its title in the manual. */
    public String title() {
      return title;
    }

    /**
     * The end of its identifier {@code ivo://ivoa.net/std/TAPRegExt#features-...}, if it is
     * declared.
     */
    public Optional<String> declaredAs() {
      return Optional.ofNullable(key);
    }
  }

  /**
   * One feature.
   *
   * @param form its name, or the signature of a function
   * @param description empty where ADQL describes it
   */
  public record Feature(String form, String description) {}

  private AdqlFeatures() {}

  /** The features of a group. */
  public static List<Feature> of(Kind kind) {
    return switch (kind) {
      case GEOMETRY ->
          GeometryFunctions.all().stream().map(function -> feature(function.getName())).toList();
      case USER_FUNCTION ->
          UserFunctions.all().stream()
              .map(function -> new Feature(function.signature(), function.description()))
              .toList();
      case STRING -> named("LOWER", "UPPER", "ILIKE");
      case COMMON_TABLE -> named("WITH");
      case SETS -> named("UNION", "EXCEPT", "INTERSECT");
      case TYPE -> named("CAST");
      case CONDITIONAL -> named("COALESCE");
      case UNIT -> named("IN_UNIT");
      case OFFSET -> named("OFFSET");
    };
  }

  private static Feature feature(String form) {
    return new Feature(form, "");
  }

  private static List<Feature> named(String first, String... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).map(AdqlFeatures::feature).toList();
  }
}

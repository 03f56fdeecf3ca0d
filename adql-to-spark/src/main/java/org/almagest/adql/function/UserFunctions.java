package org.almagest.adql.function;

import static org.almagest.adql.function.Signatures.Argument.GEOMETRY;
import static org.almagest.adql.function.Signatures.Argument.INTEGER;
import static org.almagest.adql.function.Signatures.Argument.NUMBER;
import static org.almagest.adql.function.Signatures.Argument.POINT;
import static org.almagest.adql.function.Signatures.Argument.TEXT;
import static org.almagest.adql.function.Signatures.Argument.TIMESTAMP;

import java.util.List;
import org.almagest.plan.TextOperators;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * The one table of user-defined functions: the validator, the capabilities of the service and the
 * manual are made from it. Names that begin with {@code ivo_} are those of the IVOA's catalogue
 * (Catalogue of ADQL User Defined Functions 1.0).
 */
public final class UserFunctions {
  private static final SqlReturnTypeInference INT =
      ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference WIDER_INTEGER =
      ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference POSITION =
      ReturnTypes.explicit(GeometryTypes.POINT).andThen(SqlTypeTransforms.FORCE_NULLABLE);

  private static final SqlFunction HEALPIX_INDEX =
      function(
          "IVO_HEALPIX_INDEX",
          ReturnTypes.BIGINT_FORCE_NULLABLE,
          Signatures.of(INTEGER, NUMBER, NUMBER).or(INTEGER, POINT));

  /** Whether a position is among the nearest of another; the condition of a JOIN alone has it. */
  public static final SqlFunction NEAREST =
      function(
          "ALMAGEST_NEAREST",
          INT,
          Signatures.of(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
              .or(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, INTEGER)
              .or(POINT, POINT, NUMBER)
              .or(POINT, POINT, NUMBER, INTEGER));

  private static final List<UserFunction> ALL =
      List.of(
          new UserFunction(
              "ivo_healpix_index(hpxOrder INTEGER, lon DOUBLE PRECISION, lat DOUBLE PRECISION)"
                  + " -> BIGINT",
              "The number of the HEALPix cell, in the nested scheme, that a position [deg] is in;"
                  + " orders 0 to 29.",
              HEALPIX_INDEX),
          new UserFunction(
              "ivo_healpix_index(hpxOrder INTEGER, pos POINT) -> BIGINT",
              "The same for a point.",
              HEALPIX_INDEX),
          new UserFunction(
              "ivo_healpix_center(hpxOrder INTEGER, hpxIndex BIGINT) -> POINT",
              "The centre of a HEALPix cell of the nested scheme.",
              function("IVO_HEALPIX_CENTER", POSITION, Signatures.of(INTEGER, INTEGER))),
          new UserFunction(
              "ivo_epoch_prop_pos(ra DOUBLE PRECISION, dec DOUBLE PRECISION, parallax DOUBLE"
                  + " PRECISION, pmra DOUBLE PRECISION, pmdec DOUBLE PRECISION, radial_velocity"
                  + " DOUBLE PRECISION, ref_epoch DOUBLE PRECISION, out_epoch DOUBLE PRECISION)"
                  + " -> POINT",
              "The position [deg] at another epoch [Julian years]; parallax in mas, proper motions"
                  + " (in right ascension times cos(dec)) in mas/yr, radial velocity in km/s. A"
                  + " parallax, motion or velocity that is NULL counts as 0.",
              function(
                  "IVO_EPOCH_PROP_POS",
                  POSITION,
                  Signatures.of(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER))),
          new UserFunction(
              "ivo_geom_transform(from_sys TEXT, to_sys TEXT, geo GEOMETRY) -> GEOMETRY",
              "The geometry in another frame; both frames are literals, 'ICRS' or 'GALACTIC'.",
              function(
                  "IVO_GEOM_TRANSFORM", ReturnTypes.ARG2, Signatures.of(TEXT, TEXT, GEOMETRY))),
          new UserFunction(
              "ivo_hasword(haystack TEXT, needle TEXT) -> INTEGER",
              "1 if a text has a word, or a row of words, in it, in any case; else 0.",
              function("IVO_HASWORD", INT, Signatures.of(TEXT, TEXT))),
          new UserFunction(
              "ivo_hashlist_has(hashlist TEXT, item TEXT) -> INTEGER",
              "1 if a list whose items have # between them has an item, in any case; else 0.",
              function("IVO_HASHLIST_HAS", INT, Signatures.of(TEXT, TEXT))),
          new UserFunction(
              "ivo_nocasematch(value TEXT, pattern TEXT) -> INTEGER",
              "1 if a text matches a pattern of LIKE, in any case; else 0.",
              function("IVO_NOCASEMATCH", INT, Signatures.of(TEXT, TEXT))),
          new UserFunction(
              "ivo_interval_overlaps(l1 DOUBLE PRECISION, h1 DOUBLE PRECISION, l2 DOUBLE PRECISION,"
                  + " h2 DOUBLE PRECISION) -> INTEGER",
              "1 if the intervals from l1 to h1 and from l2 to h2 have a number in common; else 0.",
              function(
                  "IVO_INTERVAL_OVERLAPS", INT, Signatures.of(NUMBER, NUMBER, NUMBER, NUMBER))),
          new UserFunction(
              "ivo_to_jd(d TIMESTAMP) -> DOUBLE PRECISION",
              "The Julian date of a time, in the time scale of the column.",
              function("IVO_TO_JD", ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(TIMESTAMP))),
          new UserFunction(
              "ivo_to_mjd(d TIMESTAMP) -> DOUBLE PRECISION",
              "The modified Julian date of a time, in the time scale of the column.",
              function("IVO_TO_MJD", ReturnTypes.DOUBLE_FORCE_NULLABLE, Signatures.of(TIMESTAMP))),
          new UserFunction(
              "ivo_normal_random(mu DOUBLE PRECISION, sigma DOUBLE PRECISION) -> DOUBLE PRECISION",
              "A random number of a normal distribution.",
              SqlBasicFunction.create(
                      "IVO_NORMAL_RANDOM",
                      ReturnTypes.DOUBLE_FORCE_NULLABLE,
                      Signatures.of(NUMBER, NUMBER))
                  .withDeterministic(false)),
          new UserFunction(
              "ivo_string_agg(expression TEXT, delimiter TEXT) -> TEXT",
              "The texts of a group that are not NULL, sorted, with a delimiter between them. An"
                  + " aggregate function; for distinct texts, of a sub-query with SELECT DISTINCT.",
              TextOperators.STRING_AGG),
          new UserFunction(
              "almagest_nearest(lon1 DOUBLE PRECISION, lat1 DOUBLE PRECISION, lon2 DOUBLE"
                  + " PRECISION, lat2 DOUBLE PRECISION, radius DOUBLE PRECISION) -> INTEGER",
              "1 if the second position is the nearest to the first of all rows of its table and at"
                  + " most a radius [deg] away. Only as 1 = almagest_nearest(...) in the condition"
                  + " of an INNER or LEFT JOIN, whose left table has the first position.",
              NEAREST),
          new UserFunction(
              "almagest_nearest(lon1 DOUBLE PRECISION, lat1 DOUBLE PRECISION, lon2 DOUBLE"
                  + " PRECISION, lat2 DOUBLE PRECISION, radius DOUBLE PRECISION, n INTEGER)"
                  + " -> INTEGER",
              "The same for the n nearest.",
              NEAREST),
          new UserFunction(
              "almagest_nearest(pos1 POINT, pos2 POINT, radius DOUBLE PRECISION) -> INTEGER",
              "The nearest, by points.",
              NEAREST),
          new UserFunction(
              "almagest_nearest(pos1 POINT, pos2 POINT, radius DOUBLE PRECISION, n INTEGER)"
                  + " -> INTEGER",
              "The n nearest, by points.",
              NEAREST),
          new UserFunction(
              "BIT_AND(a BIGINT, b BIGINT) -> BIGINT",
              "The bits that both integers have.",
              function("BIT_AND", WIDER_INTEGER, Signatures.of(INTEGER, INTEGER))),
          new UserFunction(
              "BIT_OR(a BIGINT, b BIGINT) -> BIGINT",
              "The bits that one integer has or the other.",
              function("BIT_OR", WIDER_INTEGER, Signatures.of(INTEGER, INTEGER))),
          new UserFunction(
              "BIT_XOR(a BIGINT, b BIGINT) -> BIGINT",
              "The bits that one integer has and the other has not.",
              function("BIT_XOR", WIDER_INTEGER, Signatures.of(INTEGER, INTEGER))),
          new UserFunction(
              "BIT_NOT(a BIGINT) -> BIGINT",
              "The bits that an integer has not.",
              function("BIT_NOT", ReturnTypes.ARG0_NULLABLE, Signatures.of(INTEGER))));

  private UserFunctions() {}

  /** All user-defined functions, in the order of the manual. */
  public static List<UserFunction> all() {
    return ALL;
  }

  /** Their operators, each once. */
  static List<SqlFunction> operators() {
    return ALL.stream().map(UserFunction::operator).distinct().toList();
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker arguments) {
    return SqlBasicFunction.create(name, type, arguments);
  }
}

package org.almagest.catalog.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of a table that belong together, once, when the table is loaded: values with
 * their errors, and covariance matrices. Names follow the conventions of the field ({@code ra},
 * {@code raErr}, {@code ra_dec_Cov}; {@code e_RAJ2000}; {@code pmra_error}); a UCD that says
 * otherwise weighs more.
 */
public final class ColumnGroups {
  private static final List<String> ERROR_ENDINGS = List.of("_error", "error", "_err", "err");
  private static final List<String> ERROR_BEGINNINGS = List.of("e_", "err_");
  private static final List<String> COVARIANCE_ENDINGS = List.of("_cov", "_corr");

  private final List<CatalogColumn> columns;
  private final Map<String, CatalogColumn> byName = new HashMap<>();
  private final Map<String, String> errorOf = new LinkedHashMap<>();

  private ColumnGroups(List<CatalogColumn> columns) {
    this.columns = columns;
    columns.forEach(column -> byName.put(lower(column.name()), column));
  }

  /**
   * What is declared, and what else is found.
   *
   * @param declared their names are not given to others
   */
  public static List<ColumnGroup> of(List<CatalogColumn> columns, List<ColumnGroup> declared) {
    List<ColumnGroup> groups = new ArrayList<>(declared);
    Set<String> taken = new LinkedHashSet<>();
    declared.forEach(group -> taken.add(lower(group.name())));
    for (ColumnGroup found : new ColumnGroups(columns).found()) {
      if (taken.add(lower(found.name()))) {
        groups.add(found);
      }
    }
    return List.copyOf(groups);
  }

  private List<ColumnGroup> found() {
    for (CatalogColumn column : columns) {
      valueOf(column).ifPresent(value -> errorOf.putIfAbsent(value.name(), column.name()));
    }
    List<ColumnGroup> groups = new ArrayList<>();
    Set<String> inMatrix = new LinkedHashSet<>();
    for (Matrix matrix : matrices()) {
      groups.add(group(matrix));
      inMatrix.addAll(matrix.values());
    }
    errorOf.forEach(
        (value, error) -> {
          if (!inMatrix.contains(value)) {
            groups.add(
                new ColumnGroup(
                    value,
                    Kind.VALUE_ERROR,
                    List.of(
                        new Member(value, Role.VALUE),
                        new Member(error, Role.ERROR, List.of(value))),
                    null,
                    null));
          }
        });
    return groups;
  }

  /** The column that a column is the error of. */
  private Optional<CatalogColumn> valueOf(CatalogColumn error) {
    String ucd = error.ucd();
    if (ucd != null && !ucd.toLowerCase(Locale.ROOT).startsWith("stat.error")) {
      return Optional.empty();
    }
    String name = lower(error.name());
    for (String ending : ERROR_ENDINGS) {
      if (name.endsWith(ending)) {
        CatalogColumn value = byName.get(name.substring(0, name.length() - ending.length()));
        if (value != null) {
          return Optional.of(value);
        }
      }
    }
    for (String beginning : ERROR_BEGINNINGS) {
      CatalogColumn value =
          name.startsWith(beginning) ? byName.get(name.substring(beginning.length())) : null;
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** A covariance column and the two values that it is between. */
  private record Covariance(String column, String one, String other) {}

  private record Matrix(Set<String> values, List<Covariance> covariances) {}

  private List<Matrix> matrices() {
    List<Matrix> matrices = new ArrayList<>();
    for (CatalogColumn column : columns) {
      covariance(column).ifPresent(covariance -> add(covariance, matrices));
    }
    return matrices;
  }

  /** Matrices that share a value are one. */
  private static void add(Covariance covariance, List<Matrix> matrices) {
    Matrix joined = new Matrix(new LinkedHashSet<>(), new ArrayList<>());
    for (Matrix matrix : List.copyOf(matrices)) {
      if (matrix.values().contains(covariance.one())
          || matrix.values().contains(covariance.other())) {
        joined.values().addAll(matrix.values());
        joined.covariances().addAll(matrix.covariances());
        matrices.remove(matrix);
      }
    }
    joined.values().add(covariance.one());
    joined.values().add(covariance.other());
    joined.covariances().add(covariance);
    matrices.add(joined);
  }

  private Optional<Covariance> covariance(CatalogColumn column) {
    String ucd = column.ucd();
    if (ucd != null && !ucd.toLowerCase(Locale.ROOT).matches("stat\\.(covariance|correlation).*")) {
      return Optional.empty();
    }
    String name = lower(column.name());
    for (String ending : COVARIANCE_ENDINGS) {
      if (name.endsWith(ending)) {
        return between(column.name(), name.substring(0, name.length() - ending.length()));
      }
    }
    return Optional.empty();
  }

  /** {@code coord_ra_dec}: coord_ra and coord_dec, or coord_ra and dec. */
  private Optional<Covariance> between(String covariance, String values) {
    for (int cut = values.indexOf('_'); cut > 0; cut = values.indexOf('_', cut + 1)) {
      CatalogColumn one = byName.get(values.substring(0, cut));
      if (one == null) {
        continue;
      }
      String rest = values.substring(cut + 1);
      int prefix = values.lastIndexOf('_', cut - 1) + 1;
      CatalogColumn other = byName.get(values.substring(0, prefix) + rest);
      if (other == null) {
        other = byName.get(rest);
      }
      if (other != null && !other.equals(one)) {
        return Optional.of(new Covariance(covariance, one.name(), other.name()));
      }
    }
    return Optional.empty();
  }

  private ColumnGroup group(Matrix matrix) {
    List<Member> members = new ArrayList<>();
    matrix.values().forEach(value -> members.add(new Member(value, Role.VALUE)));
    for (String value : matrix.values()) {
      @Nullable String error = errorOf.get(value);
      if (error != null) {
        members.add(new Member(error, Role.ERROR, List.of(value)));
      }
    }
    for (Covariance covariance : matrix.covariances()) {
      members.add(
          new Member(
              covariance.column(), Role.COVARIANCE, List.of(covariance.one(), covariance.other())));
    }
    return new ColumnGroup(
        String.join("_", matrix.values()) + "_covariance", Kind.COVARIANCE, members, null, null);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

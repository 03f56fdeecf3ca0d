package org.almagest.catalog;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Columns that belong together, so that nobody has to guess it from their names: a value and its
 * error, the members of a covariance matrix (LDM-542, 2.3).
 *
 * @param name unique in the table
 * @param ucd what the columns are together, or null
 */
public record ColumnGroup(
    String name,
    Kind kind,
    List<Member> members,
    @Nullable String description,
    @Nullable String ucd) {

  /** What holds the columns together. */
  public enum Kind {
    /** A value and its error. */
    VALUE_ERROR,
    /** Values, their errors and the covariances between them. */
    COVARIANCE,
    /** What the description of the release says. */
    DECLARED;

    /** As it is shown: {@code value-error}. */
    public String shown() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a column is in its group. */
  public enum Role {
    /** A measured value. */
    VALUE,
    /** The standard error of a value. */
    ERROR,
    /** The covariance, or correlation, of two values. */
    COVARIANCE,
    /** One of the columns, the group's description says which. */
    MEMBER;

    /** As it is shown: {@code covariance}. */
    public String shown() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A column in a group.
   *
   * @param of the values that an error or a covariance is of; empty for others
   */
  public record Member(String column, Role role, List<String> of) {

    /** Copies the list. */
    public Member {
      of = List.copyOf(of);
    }

    /** A member that is of no other column. */
    public Member(String column, Role role) {
      this(column, role, List.of());
    }
  }

  /** Copies the members. */
  public ColumnGroup {
    members = List.copyOf(members);
  }

  /** The names of the columns. */
  public List<String> columns() {
    return members.stream().map(Member::column).toList();
  }
}

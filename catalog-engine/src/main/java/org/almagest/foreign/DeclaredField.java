package org.almagest.foreign;

import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What a FIELD declares of the cells of a column in TABLEDATA (VOTable 1.4, sections 2.1, 4.7 and
 * 5.1).
 *
 * @param datatype as it is declared, for messages
 * @param type of one number; a complex one has two
 * @param elements how many elements a cell has
 * @param size how many it may have, as declared
 * @param nullText what {@code <VALUES null>} says, or null
 */
record DeclaredField(
    String name,
    String datatype,
    ElementType type,
    Elements elements,
    long size,
    @Nullable String nullText) {

  /** How many elements a cell has. */
  enum Elements {
    ONE,
    FIXED,
    VARIABLE
  }

  static DeclaredField of(
      String name, @Nullable String datatype, @Nullable String arraysize, VotableCells cells) {
    String declared = String.valueOf(datatype).strip();
    boolean complex = declared.endsWith("Complex");
    ElementType type = type(declared);
    boolean undeclared = arraysize == null || arraysize.isBlank();
    // The reader takes texts of any length where none is declared.
    boolean scalar =
        undeclared ? type != ElementType.TEXT : arraysize != null && arraysize.strip().equals("1");
    boolean variable = cells.elements() == VotableCells.VARIABLE;
    Elements elements = variable ? Elements.VARIABLE : Elements.FIXED;
    if (scalar && !complex) {
      elements = Elements.ONE;
    }
    return new DeclaredField(
        name, declared, type, elements, variable ? 0 : cells.elements() * (complex ? 2 : 1), null);
  }

  DeclaredField withNull(String text) {
    return new DeclaredField(name, datatype, type, elements, size, text);
  }

  private static ElementType type(String datatype) {
    return switch (datatype) {
      case "boolean" -> ElementType.BOOLEAN;
      case "bit" -> ElementType.BIT;
      case "unsignedByte" -> ElementType.UNSIGNED_BYTE;
      case "short" -> ElementType.INT16;
      case "int" -> ElementType.INT32;
      case "long" -> ElementType.INT64;
      case "float", "floatComplex" -> ElementType.FLOAT32;
      case "double", "doubleComplex" -> ElementType.FLOAT64;
      default -> ElementType.TEXT;
    };
  }

  /** What is wrong with the text of a cell; null if nothing is. */
  @Nullable String problem(String cell) {
    if (type == ElementType.TEXT) {
      boolean cut = elements == Elements.ONE && cell.codePointCount(0, cell.length()) > 1;
      return cut ? not(cell, "one character: declare it with arraysize='*'") : null;
    }
    String text = cell.strip();
    if (text.isEmpty() || text.equals(nullText)) {
      return null;
    }
    if (elements == Elements.ONE) {
      boolean isNull = type.isWhole() && ElementType.isNan(text);
      return isNull || type.holds(text) ? null : not(text, type.wanted());
    }
    return type == ElementType.BIT ? bits(text) : array(text);
  }

  private @Nullable String array(String text) {
    StringTokenizer tokens = new StringTokenizer(text);
    long count = tokens.countTokens();
    while (tokens.hasMoreTokens()) {
      String element = tokens.nextToken();
      if (!element.equals(nullText) && !type.holds(element)) {
        return not(element, type.wanted());
      }
    }
    return count(count);
  }

  private @Nullable String bits(String text) {
    long count = 0;
    for (int index = 0; index < text.length(); index++) {
      char bit = text.charAt(index);
      if (bit == '0' || bit == '1') {
        count++;
      } else if (!Character.isWhitespace(bit)) {
        return not(Character.toString(bit), type.wanted());
      }
    }
    return count(count);
  }

  private @Nullable String count(long count) {
    return elements == Elements.FIXED && count != size
        ? "column [" + name + "]: it has " + count + " elements, " + size + " are declared"
        : null;
  }

  private String not(String text, String wanted) {
    return "column ["
        + name
        + "]: ["
        + Shown.of(text)
        + "] is not "
        + wanted
        + " ("
        + datatype
        + ")";
  }

  /** The text in the form that the reader of tables takes for the same value. */
  String readable(String cell) {
    if (type == ElementType.TEXT) {
      return cell;
    }
    String text = cell.strip();
    if (text.equals(nullText) && !type.isReal()) {
      // A null that is no number is none to the reader either.
      return elements == Elements.ONE ? "" : text;
    }
    boolean infinite = type.isReal() && (text.indexOf('n') >= 0 || text.indexOf('N') >= 0);
    return infinite ? reals(text) : text;
  }

  private static String reals(String text) {
    StringBuilder readable = new StringBuilder();
    for (StringTokenizer tokens = new StringTokenizer(text); tokens.hasMoreTokens(); ) {
      String token = tokens.nextToken();
      String infinity = ElementType.infinity(token);
      readable
          .append(readable.length() > 0 ? " " : "")
          .append(infinity != null ? infinity : ElementType.isNan(token) ? "NaN" : token);
    }
    return readable.toString();
  }
}

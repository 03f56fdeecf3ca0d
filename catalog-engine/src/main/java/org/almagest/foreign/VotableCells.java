package org.almagest.foreign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the values of one column of a VOTable are (VOTable 1.4, sections 2.1 and 2.2).
 *
 * @param elementBits the bits of one element; only a bit has less than a byte
 * @param elements how many elements a value has; {@link #VARIABLE} if each value says it
 */
record VotableCells(int elementBits, long elements) {
  /** Each value says how many elements it has. */
  static final long VARIABLE = -1;

  /** What a FIELD or PARAM declares. */
  static VotableCells of(@Nullable String datatype, @Nullable String arraysize) {
    return new VotableCells(bits(String.valueOf(datatype).strip()), elements(arraysize));
  }

  private static int bits(String datatype) {
    return switch (datatype) {
      case "bit" -> 1;
      case "boolean", "unsignedByte", "char" -> 8;
      case "short", "unicodeChar" -> 16;
      case "int", "float" -> 32;
      case "long", "double", "floatComplex" -> 64;
      case "doubleComplex" -> 128;
      default ->
          throw ForeignTableException.bad(
              "has a FIELD of datatype [" + datatype + "], which is none");
    };
  }

  private static long elements(@Nullable String arraysize) {
    if (arraysize == null || arraysize.isBlank()) {
      return 1;
    }
    List<String> sizes = new ArrayList<>(List.of(arraysize.strip().split("x", -1)));
    String last = sizes.remove(sizes.size() - 1);
    boolean variable = last.endsWith("*");
    if (!variable || last.length() > 1) {
      sizes.add(variable ? last.substring(0, last.length() - 1) : last);
    }
    double product = 1;
    for (String size : sizes) {
      if (!size.matches("\\d{1,18}")) {
        throw ForeignTableException.bad(
            "has a FIELD of arraysize [" + arraysize + "]: write 3, 3x2, * or 3x*");
      }
      product *= Long.parseLong(size);
    }
    RowLimit.check("a value of arraysize [" + arraysize + "]", product);
    return variable ? VARIABLE : (long) product;
  }

  /** The bytes of so many elements; a bit needs a byte once it is read. */
  double bytes(long count) {
    return Math.ceil(count * (double) elementBits / 8);
  }

  /** The memory that each value needs at least. */
  double declaredBytes() {
    return elements == VARIABLE ? 0 : Math.max(1, elementBits / 8) * (double) elements;
  }
}

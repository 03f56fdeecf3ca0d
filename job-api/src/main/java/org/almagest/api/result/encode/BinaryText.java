package org.almagest.api.result.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.almagest.catalog.VotableType;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts as bytes, and the arrays that texts stand for.
 *
 * @see VotableType
 */
final class BinaryText {
  private static final int VARIABLE = -1;

  private BinaryText() {}

  static BinaryCell of(VotableType type) {
    int length = length(type.arraysize());
    return switch (type.datatype()) {
      case "char" -> (value, out) -> chars(value, length, StandardCharsets.UTF_8, 1, out);
      case "unicodeChar" -> (value, out) -> chars(value, length, StandardCharsets.UTF_16BE, 2, out);
      case "bit" -> (value, out) -> bits(elements(value), length, out);
      default -> (value, out) -> array(type.datatype(), elements(value), length, out);
    };
  }

  /** How many elements each value has. */
  private static int length(@Nullable String arraysize) {
    if (arraysize == null) {
      return 1;
    }
    return arraysize.endsWith("*")
        ? VARIABLE
        : Arrays.stream(arraysize.split("x"))
            .mapToInt(Integer::parseInt)
            .reduce(1, Math::multiplyExact);
  }

  private static void chars(
      @Nullable Object value, int length, java.nio.charset.Charset charset, int width, Bytes out) {
    byte[] bytes = value == null ? new byte[0] : CellValue.text(value).getBytes(charset);
    if (length == VARIABLE) {
      out.addInt(bytes.length / width).add(bytes);
    } else {
      out.add(Arrays.copyOf(bytes, Math.multiplyExact(length, width)));
    }
  }

  private static String[] elements(@Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? new String[0] : text.split("\\s+");
  }

  private static void bits(String[] elements, int length, Bytes out) {
    int count = length == VARIABLE ? elements.length : length;
    if (length == VARIABLE) {
      out.addInt(count);
    }
    int first = out.size();
    out.addZeros((count + 7) / 8);
    for (int index = 0; index < Math.min(count, elements.length); index++) {
      if (isTrue(elements[index])) {
        out.or(first + index / 8, 0x80 >> (index % 8));
      }
    }
  }

  private static void array(String datatype, String[] elements, int length, Bytes out) {
    int numbers = datatype.endsWith("Complex") ? 2 : 1;
    int count = length == VARIABLE ? elements.length / numbers : length;
    if (length == VARIABLE) {
      out.addInt(count);
    }
    for (int index = 0; index < count * numbers; index++) {
      element(datatype, index < elements.length ? elements[index] : null, out);
    }
  }

  private static void element(String datatype, @Nullable String text, Bytes out) {
    switch (datatype) {
      case "boolean" -> out.add(text == null ? '?' : isTrue(text) ? 'T' : 'F');
      case "unsignedByte" -> out.add(text == null ? 0 : Integer.parseInt(text));
      case "short" -> out.addShort(text == null ? 0 : Integer.parseInt(text));
      case "int" -> out.addInt(text == null ? 0 : Integer.parseInt(text));
      case "long" -> out.addLong(text == null ? 0 : Long.parseLong(text));
      case "float", "floatComplex" ->
          out.addInt(
              Float.floatToRawIntBits(text == null ? Float.NaN : Float.parseFloat(inf(text))));
      default ->
          out.addLong(
              Double.doubleToRawLongBits(
                  text == null ? Double.NaN : Double.parseDouble(inf(text))));
    }
  }

  private static String inf(String text) {
    return text.endsWith("Inf") ? text + "inity" : text;
  }

  private static boolean isTrue(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> true;
      default -> false;
    };
  }
}

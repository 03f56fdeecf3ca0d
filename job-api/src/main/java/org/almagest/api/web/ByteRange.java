package org.almagest.api.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, section 14.1.2).
 *
 * @param first the first byte, from 0
 * @param last the last byte
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a header asks for of a file.
   *
   * @return empty for all of it: several ranges, or what is not understood; a range without bytes
   *     for one that the file does not have
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher one = ONE.matcher(header.replace(" ", ""));
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last = size - 1;
    if (one.group(1).isEmpty()) {
      long length = Long.parseLong(one.group(2));
      first = length == 0 ? size : Math.max(0, size - length);
    } else {
      first = Long.parseLong(one.group(1));
      if (!one.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(one.group(2)));
        if (Long.parseLong(one.group(2)) < first) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new ByteRange(first, first >= size ? first - 1 : last));
  }

  long length() {
    return last - first + 1;
  }
}

package org.almagest.api.job;

import java.util.List;
import java.util.OptionalLong;

/**
 * How tables may be uploaded with a query, as the capabilities declare it (TAPRegExt 1.0,
 * uploadMethod and uploadLimit).
 *
 * @param names what comes after {@code ivo://ivoa.net/std/TAPRegExt#}, such as {@code
 *     upload-inline}; empty where nothing may be uploaded
 * @param rows rows of one upload at most; empty for no limit
 * @param bytes bytes of one upload at most; empty for no limit
 */
public record UploadMethods(List<String> names, OptionalLong rows, OptionalLong bytes) {
  /** Nothing may be uploaded. */
  public static final UploadMethods NONE =
      new UploadMethods(List.of(), OptionalLong.empty(), OptionalLong.empty());

  /** Copies the names. */
  public UploadMethods {
    names = List.copyOf(names);
  }
}

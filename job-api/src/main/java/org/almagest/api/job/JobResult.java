package org.almagest.api.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a completed job left.
 *
 * @param name in the list of the job's results
 * @param mediaType as the list says it; null if it is not known
 * @param contentType as its reader is told; null if that is the media type
 * @param bytes how large it is
 * @param file in the job's folder; null if it is not there
 * @param link where it can be had, from the address of the service on; null if it is a file, or was
 *     sent to a caller who waited
 * @param about what its type tells of it, as JSON has it; values may be null
 */
public record JobResult(
    String name,
    @Nullable String mediaType,
    @Nullable String contentType,
    long bytes,
    @Nullable String file,
    @Nullable String link,
    Map<String, @Nullable Object> about) {

  /** Copies the map. */
  public JobResult {
    about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
  }

  /** A file of the job's folder. */
  public static JobResult file(String name, String mediaType, String file, long bytes) {
    return new JobResult(name, mediaType, null, bytes, file, null, Map.of());
  }

  /** What can be had elsewhere in the service. */
  public static JobResult link(String name, String link, long bytes) {
    return new JobResult(name, null, null, bytes, null, link, Map.of());
  }

  /** What was sent to a caller who waited. */
  public static JobResult sent(String name, String mediaType) {
    return new JobResult(name, mediaType, null, 0, null, null, Map.of());
  }

  /** The same, with what its reader is told it is. */
  public JobResult as(String type) {
    return new JobResult(name, mediaType, type, bytes, file, link, about);
  }

  /** The same, with what its type tells of it. */
  public JobResult with(Map<String, @Nullable Object> more) {
    return new JobResult(name, mediaType, contentType, bytes, file, link, more);
  }
}

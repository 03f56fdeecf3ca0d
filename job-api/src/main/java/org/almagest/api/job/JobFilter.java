package org.almagest.api.job;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; all conditions hold (UWS 1.1, section 2.2.2.1).
 *
 * @param phases any of them; empty for all
 * @param after created later than that, or null
 * @param last only the newest so many
 */
public record JobFilter(Set<Phase> phases, @Nullable Instant after, OptionalInt last) {

  /** Copies the phases. */
  public JobFilter {
    phases = Set.copyOf(phases);
  }
}

package org.almagest.api.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the job list (UWS 1.1, ShortJobDescription). */
public record JobSummary(
    String id, String owner, Phase phase, @Nullable String runId, Instant created) {}

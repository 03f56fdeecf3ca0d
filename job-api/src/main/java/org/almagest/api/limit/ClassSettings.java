package org.almagest.api.limit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of one class of users: {@code almagest.limits.classes.NAME.*}. A user is of the first
 * class, in the order of the file, that names the user or a group of the user's; who is not known
 * is of the class {@code anonymous}, and everybody else of the class {@code default}. What a class
 * leaves out is as the other groups of settings say.
 *
 * @param users names of users, separated by commas
 * @param groups names of groups, separated by commas, as the header of
 *     almagest.identity.groups-header tells them
 * @param shortPerUser in place of almagest.queue.short-per-user
 * @param longPerUser in place of almagest.queue.long-per-user
 * @param shortJobs short asynchronous jobs of the whole class that run at once, in all processes
 *     together; 0 or null for no limit
 * @param longJobs long asynchronous jobs of the whole class that run at once, in all processes
 *     together; 0 or null for no limit
 * @param syncPerUser in place of almagest.queue.sync-per-user
 * @param syncQueries synchronous queries of the whole class that run at once in this process, the
 *     others wait; 0 or null for no limit
 * @param requestsPerSecond in place of almagest.server.requests-per-second
 * @param requestBurst in place of almagest.server.request-burst
 * @param defaultMaxrec in place of almagest.jobs.default-maxrec
 * @param hardMaxrec in place of almagest.jobs.hard-maxrec
 * @param executionDuration in place of almagest.jobs.execution-duration
 * @param longestExecutionDuration in place of almagest.jobs.longest-execution-duration
 * @param syncTimeLimit in place of almagest.jobs.sync-time-limit
 * @param uploadTables in place of almagest.uploads.tables
 * @param uploadRows in place of almagest.uploads.rows
 * @param uploadSize in place of almagest.uploads.size
 */
public record ClassSettings(
    @DefaultValue("") List<String> users,
    @DefaultValue("") List<String> groups,
    @Nullable Integer shortPerUser,
    @Nullable Integer longPerUser,
    @Nullable Integer shortJobs,
    @Nullable Integer longJobs,
    @Nullable Integer syncPerUser,
    @Nullable Integer syncQueries,
    @Nullable Integer requestsPerSecond,
    @Nullable Integer requestBurst,
    @Nullable Long defaultMaxrec,
    @Nullable Long hardMaxrec,
    @Nullable Duration executionDuration,
    @Nullable Duration longestExecutionDuration,
    @Nullable Duration syncTimeLimit,
    @Nullable Integer uploadTables,
    @Nullable Long uploadRows,
    @Nullable DataSize uploadSize) {

  /** Checks that no number is negative; copies the lists. */
  public ClassSettings {
    boolean negative =
        Stream.of(
                shortPerUser,
                longPerUser,
                shortJobs,
                longJobs,
                syncPerUser,
                syncQueries,
                requestsPerSecond,
                requestBurst)
            .filter(Objects::nonNull)
            .anyMatch(value -> value < 0);
    if (negative) {
      throw new IllegalArgumentException(
          "A limit in almagest.limits.classes must not be negative; 0 is no limit");
    }
    users = written(users);
    groups = written(groups);
  }

  private static List<String> written(List<String> names) {
    return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /** What a class says, or what holds where it says nothing. */
  public static <T> T or(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}

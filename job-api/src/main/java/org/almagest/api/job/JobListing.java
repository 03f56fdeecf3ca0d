package org.almagest.api.job;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The job list, newest first: all of a user's jobs of a type however many (UWS 1.1, section
 * 2.2.2.1), read page by page, so that neither memory nor a connection is held for a client that
 * reads slowly.
 */
final class JobListing {
  private static final int PAGE = 1000;

  private final JdbcClient jdbc;

  JobListing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Hands out the jobs that the filter lets through. */
  void each(String owner, String type, JobFilter filter, Consumer<JobSummary> line) {
    int left = filter.last().orElse(Integer.MAX_VALUE);
    JobSummary last = null;
    while (left > 0) {
      int wanted = Math.min(left, PAGE);
      List<JobSummary> page = page(owner, type, filter, last, wanted);
      page.forEach(line);
      if (page.size() < wanted) {
        return;
      }
      left -= page.size();
      last = page.get(page.size() - 1);
    }
  }

  private List<JobSummary> page(
      String owner, String type, JobFilter filter, @Nullable JobSummary before, int wanted) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT id, owner, phase, run_id, created FROM job"
                + " WHERE kind = 'ASYNC' AND owner = :owner AND type = :type");
    Map<String, Object> values =
        new HashMap<>(Map.of("owner", owner, "type", type, "wanted", wanted));
    Set<Phase> phases = filter.phases();
    if (phases.isEmpty()) {
      sql.append(" AND phase <> 'ARCHIVED'");
    } else {
      sql.append(" AND phase IN (:phases)");
      values.put("phases", phases.stream().map(Enum::name).toList());
    }
    if (filter.after() != null) {
      sql.append(" AND created > :after");
      values.put("after", Timestamp.from(filter.after()));
    }
    if (before != null) {
      sql.append(" AND (created, id) < (:created, :id)");
      values.put("created", Timestamp.from(before.created()));
      values.put("id", before.id());
    }
    sql.append(" ORDER BY created DESC, id DESC LIMIT :wanted");
    return jdbc.sql(sql.toString()).params(values).query(JobRows::summary).list();
  }
}

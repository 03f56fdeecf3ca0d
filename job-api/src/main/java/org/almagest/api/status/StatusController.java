package org.almagest.api.status;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobKind;
import org.almagest.api.job.Jobs;
import org.almagest.api.job.Phase;
import org.almagest.api.query.EngineStatus;
import org.almagest.api.web.ProgramVersion;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the service, for its operator and the command line. */
@RestController
final class StatusController {
  private final Jobs jobs;
  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final ProgramVersion version;
  private final EngineStatus engines;
  private final Instant started = Instant.now();

  StatusController(
      Jobs jobs,
      VisibleCatalog catalog,
      UserResolver users,
      ProgramVersion version,
      EngineStatus engines) {
    this.jobs = jobs;
    this.catalog = catalog;
    this.users = users;
    this.version = version;
    this.engines = engines;
  }

  record StatusView(
      String version,
      long uptimeSeconds,
      long processId,
      String user,
      List<TableView> tables,
      Map<Phase, Long> jobs,
      List<RunningView> running,
      int stuck,
      Map<String, String> engines) {}

  record TableView(String name, long rows, long bytes) {}

  record RunningView(String id, JobKind kind, String query) {

    static RunningView of(Job job) {
      return new RunningView(job.id(), job.kind(), job.parameters().getOrDefault("QUERY", ""));
    }
  }

  @GetMapping("/api/status")
  StatusView status(HttpServletRequest request) {
    Principal user = users.principalOf(request);
    List<TableView> tables =
        catalog.of(user).schemas().stream()
            .flatMap(schema -> schema.tables().stream())
            .map(table -> new TableView(table.qualifiedName(), table.rows(), table.bytes()))
            .toList();
    return new StatusView(
        version.text(),
        Duration.between(started, Instant.now()).toSeconds(),
        ProcessHandle.current().pid(),
        user.name(),
        tables,
        jobs.store().countByPhase(),
        jobs.running().stream()
            .filter(job -> job.owner().user().equals(user.user()))
            .map(RunningView::of)
            .toList(),
        jobs.stuck().size(),
        engines.lines());
  }
}

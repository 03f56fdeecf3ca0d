package org.almagest.api.status;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.almagest.api.job.JobKind;
import org.almagest.api.job.Jobs;
import org.almagest.api.job.Phase;
import org.almagest.api.query.SyncQueries;
import org.springframework.stereotype.Component;

/** The measurements of this process, and those of the database's jobs. */
@Component
final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests =
      Histogram.builder()
          .name("almagest_http_request_seconds")
          .help("Time to the end of the answer")
          .unit(Unit.SECONDS)
          .labelNames("method", "path", "status")
          .classicOnly()
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
          .register(registry);

  Metrics(Jobs jobs, SyncQueries queries) {
    JvmMetrics.builder().register(registry);
    GaugeWithCallback.builder()
        .name("almagest_jobs")
        .help("Asynchronous jobs of all processes, by phase")
        .labelNames("phase")
        .callback(
            gauge -> {
              Map<Phase, Long> counts = jobs.store().countByPhase();
              for (Phase phase : Phase.values()) {
                gauge.call((double) counts.getOrDefault(phase, 0L), label(phase));
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("almagest_jobs_running")
        .help("Jobs that this process runs, by kind")
        .labelNames("kind")
        .callback(
            gauge -> {
              for (JobKind kind : JobKind.values()) {
                gauge.call(
                    (double) jobs.running().stream().filter(job -> job.kind() == kind).count(),
                    label(kind));
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("almagest_jobs_stuck")
        .help("Jobs whose queries do not heed their stop, each of which holds a thread")
        .callback(gauge -> gauge.call(jobs.stuck().size()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("almagest_sync_waiting")
        .help("Synchronous queries that wait for their turn in this process")
        .callback(gauge -> gauge.call(queries.waiting()))
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void answered(String method, String path, int status, Duration time) {
    requests.labelValues(method, path, Integer.toString(status)).observe(time.toNanos() / 1e9);
  }

  MetricSnapshots scrape() {
    return registry.scrape();
  }
}

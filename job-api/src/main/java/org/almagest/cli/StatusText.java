package org.almagest.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a service says about itself, as a person reads it. */
final class StatusText {
  private static final int QUERY_WIDTH = 60;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private StatusText() {}

  static void print(JsonNode status, String url, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Almagest %s at %s/tap, up for %s (process %d)%n",
        status.path("version").asString(),
        url,
        duration(Duration.ofSeconds(status.path("uptimeSeconds").asLong())),
        status.path("processId").asLong());
    out.println("User            " + status.path("user").asString());
    status
        .path("engines")
        .properties()
        .forEach(
            engine ->
                out.printf("%-15s %s%n", name(engine.getKey()), engine.getValue().asString()));
    out.println();
    tables(status.path("tables"), out);
    out.println();
    jobs(status, out);
    out.flush();
  }

  private static String name(String engine) {
    return switch (engine) {
      case "duckdb" -> "DuckDB";
      case "spark" -> "Spark";
      default -> engine;
    };
  }

  private static void tables(JsonNode tables, PrintWriter out) {
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode table : tables) {
      if (!table.path("name").asString().startsWith("TAP_SCHEMA.")) {
        shown.add(table);
      }
    }
    if (shown.isEmpty()) {
      out.println("No tables yet: almagest ingest --help");
      return;
    }
    int width =
        shown.stream().mapToInt(table -> table.path("name").asString().length()).max().orElse(0);
    String format = "%-" + Math.max(width, 15) + "s %,15d rows %10s%n";
    out.println("Tables");
    for (JsonNode table : shown) {
      out.printf(
          Locale.ROOT,
          "  " + format,
          table.path("name").asString(),
          table.path("rows").asLong(),
          bytes(table.path("bytes").asLong()));
    }
  }

  private static void jobs(JsonNode status, PrintWriter out) {
    List<String> counts = new ArrayList<>();
    status
        .path("jobs")
        .properties()
        .forEach(
            phase ->
                counts.add(
                    phase.getValue().asLong() + " " + phase.getKey().toLowerCase(Locale.ROOT)));
    out.println("Jobs            " + (counts.isEmpty() ? "none" : String.join(", ", counts)));
    for (JsonNode job : status.path("running")) {
      String query = job.path("query").asString().strip().replaceAll("\\s+", " ");
      out.printf(
          "  running       %s %s  %s%n",
          job.path("kind").asString().toLowerCase(Locale.ROOT),
          job.path("id").asString(),
          query.length() <= QUERY_WIDTH ? query : query.substring(0, QUERY_WIDTH) + " ...");
    }
  }

  /** Such as {@code 3 d 4 h}, {@code 5 min 6 s}. */
  static String duration(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }

  /** Such as {@code 10.9 MB}. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}

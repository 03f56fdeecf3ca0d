package org.almagest.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.almagest.ingest.task.IngestListener;
import org.jspecify.annotations.Nullable;

/** The steps of an ingest, a line each, written over while a step goes on at a terminal. */
final class ProgressLine implements IngestListener {

  private final PrintWriter err;
  private final String lineStart;
  private @Nullable Step shown;
  private long doneShown = -1;
  private long totalShown = -1;

  @SuppressWarnings("SystemConsoleNull") // JDK 17 returns null where no terminal is attached
  ProgressLine(PrintWriter err) {
    this.err = err;
    this.lineStart = System.console() == null ? "\n" : "\r";
  }

  @Override
  public synchronized void progress(Step step, long done, long total) {
    boolean logged = lineStart.equals("\n");
    if (step == shown && ((done == doneShown && total == totalShown) || logged)) {
      return;
    }
    if (step != shown && shown != null && lineStart.equals("\r")) {
      err.println();
    }
    String name = step.name().toLowerCase(Locale.ROOT);
    String text = "  " + name + " ...";
    if (total > 0 && !logged) {
      // Counts, not a percentage: a step's parts become known while it goes on.
      text += String.format(Locale.ROOT, " part %d of %d", done, total);
    }
    if (lineStart.equals("\r")) {
      err.print("\r" + text + "   ");
      if (step == Step.COMMITTING) {
        err.println();
      }
    } else {
      err.println(text);
    }
    err.flush();
    shown = step;
    doneShown = done;
    totalShown = total;
  }
}

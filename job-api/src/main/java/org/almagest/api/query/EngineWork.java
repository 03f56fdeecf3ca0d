package org.almagest.api.query;

import org.almagest.api.job.JobProgress;
import org.almagest.api.job.Stoppable;
import org.almagest.backend.Execution;
import org.almagest.backend.Progress;

/** A query in an engine, as the watch over its job sees it. */
record EngineWork(Execution execution) implements Stoppable {

  @Override
  public void cancel() {
    execution.cancel();
  }

  @Override
  public JobProgress progress() {
    Progress progress = execution.progress();
    return new JobProgress(progress.partsDone(), progress.parts(), 0);
  }
}

package org.almagest.api.job;

import java.util.List;
import java.util.Map;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;

/** Jobs of a type that tests run by hand. */
final class TestJobs {
  private static final String TYPE = "by-hand";

  static final JobTypes TYPES =
      new JobTypes(
          List.of(
              new JobType() {
                @Override
                public String name() {
                  return TYPE;
                }

                @Override
                public Lane lane() {
                  return Lane.SHORT;
                }

                @Override
                public void run(Attempt attempt) {
                  throw new UnsupportedOperationException("The test runs its jobs");
                }
              }));

  /** What a job leaves. */
  static final List<JobResult> RESULTS = List.of(JobResult.link("result", "/somewhere", 1));

  private TestJobs() {}

  static NewJob wanted(User user) {
    return wanted(Principal.ofDefaultClass(user));
  }

  static NewJob wanted(Principal caller) {
    return new NewJob(TYPE, caller, null, Map.of("WHAT", "this"), null);
  }

  static Job create(JobStore jobs, NewJob wanted) {
    return jobs.create(wanted, Lane.SHORT);
  }

  static Job read(JobStore jobs, String id) {
    return jobs.find(id).orElseThrow();
  }
}

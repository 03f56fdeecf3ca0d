package org.almagest.api.job;

import java.util.function.Consumer;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.AccessPolicy;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Principal;

/** What people do with jobs, as far as they may. */
public final class JobAccess {
  private final JobStore store;
  private final JobTypes types;
  private final JobFiles files;
  private final AccessPolicy policy;

  /** With what all types leave. */
  public JobAccess(JobStore store, JobTypes types, JobFiles files, AccessPolicy policy) {
    this.store = store;
    this.types = types;
    this.files = files;
    this.policy = policy;
  }

  /** Adds an asynchronous job that waits to be started. */
  public Job create(NewJob wanted) {
    return store.create(wanted, types.get(wanted.type()).lane());
  }

  /**
   * A job that the principal may do that with.
   *
   * @throws ServiceException if there is none of that id, or the principal may not
   */
  public Job get(String id, Principal principal, Action action) {
    Job job = store.find(id).orElseThrow(() -> noSuchJob(id));
    if (!policy.may(principal, action, job.resource())) {
      throw new ServiceException(Code.FORBIDDEN, "Job [" + id + "] belongs to someone else");
    }
    return job;
  }

  /**
   * A job of a type that the principal may do that with.
   *
   * @throws ServiceException if there is none of that id and type, or the principal may not
   */
  public Job get(String id, String type, Principal principal, Action action) {
    Job job = get(id, principal, action);
    if (!job.type().equals(type)) {
      throw noSuchJob(id);
    }
    return job;
  }

  /** The failure of one who asks for a job that is not there. */
  public static ServiceException noSuchJob(String id) {
    return new ServiceException(Code.NOT_FOUND, "There is no job [" + id + "]");
  }

  /** The principal's own asynchronous jobs of a type, newest first, however many. */
  public void list(Principal principal, String type, JobFilter filter, Consumer<JobSummary> line) {
    store.list(principal.name(), type, filter, line);
  }

  /** PENDING or HELD to QUEUED. Does nothing if the job was started already. */
  public void start(Job job) {
    store.start(job);
  }

  /** Any active phase to ABORTED; the worker that runs the job loses it. Else does nothing. */
  public void abort(Job job) {
    store.abort(job);
    types.find(job.type()).ifPresent(type -> type.removeInputs(job.id()));
  }

  /** Removes a job with all that it left; the worker that runs it loses it. */
  public void remove(Job job) {
    store.delete(job.id());
    files.delete(job.id());
    types.find(job.type()).ifPresent(type -> type.remove(job.id()));
  }
}

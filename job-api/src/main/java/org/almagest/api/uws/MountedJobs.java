package org.almagest.api.uws;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almagest.api.identity.Action;
import org.almagest.api.identity.Principal;
import org.almagest.api.job.Job;
import org.almagest.api.uws.UwsJobs.Callers;

/** The jobs of one mount, as a request sees them. */
final class MountedJobs {
  private final UwsMount mount;
  private final UwsJobs jobs;
  private final Callers callers;

  MountedJobs(UwsMount mount, UwsJobs jobs, Callers callers) {
    this.mount = mount;
    this.jobs = jobs;
    this.callers = callers;
  }

  UwsMount mount() {
    return mount;
  }

  UwsJobs all() {
    return jobs;
  }

  Principal caller(HttpServletRequest request) {
    return callers.users().principalOf(request);
  }

  /** A job of this mount that the caller may do that with. */
  Job get(String id, HttpServletRequest request, Action action) {
    return jobs.access().get(id, mount.type(), caller(request), action);
  }

  String baseUrl(HttpServletRequest request) {
    return callers.baseUrl().of(request);
  }

  JobXml xml(HttpServletRequest request) {
    return new JobXml(baseUrl(request), mount);
  }

  String jobUrl(HttpServletRequest request, String id) {
    return baseUrl(request) + mount.path() + "/" + id;
  }

  void leadToList(HttpServletRequest request, HttpServletResponse response) {
    seeOther(response, baseUrl(request) + mount.path());
  }

  void leadTo(String id, HttpServletRequest request, HttpServletResponse response) {
    seeOther(response, jobUrl(request, id));
  }

  static void seeOther(HttpServletResponse response, String url) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", url);
  }
}

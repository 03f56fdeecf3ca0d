package org.almagest.api.uws;

import org.almagest.api.job.Job;
import org.almagest.api.web.XmlDocument;

/** Writes what the type of a job shows of it into {@code uws:jobInfo}. */
@FunctionalInterface
public interface UwsInfo {
  /** Nothing. */
  UwsInfo NONE = (job, xml) -> {};

  /** Adds elements to the open one. */
  void write(Job job, XmlDocument xml);
}

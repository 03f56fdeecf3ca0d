package org.almagest.api.tap;

import org.almagest.api.job.Job;
import org.almagest.api.job.JobResult;
import org.almagest.api.query.Routes;
import org.almagest.api.web.XmlDocument;
import org.almagest.engine.Route;

/** What is shown of a query's job besides what UWS has: the route and its reasons, the table. */
final class QueryInfo {

  private QueryInfo() {}

  static void write(Job job, XmlDocument xml) {
    Routes.of(job).ifPresent(route -> write(route, xml));
    for (JobResult result : job.results()) {
      Object table = result.about().get("table");
      if (table != null) {
        xml.element("table", table.toString());
      }
    }
  }

  private static void write(Route route, XmlDocument xml) {
    xml.open("route").attribute("backend", route.backend().name());
    route.reasons().forEach(reason -> xml.element("reason", reason));
    xml.open("estimate")
        .attribute("rows", Long.toString(route.estimatedRows()))
        .attribute("bytes", Long.toString(route.estimatedBytes()))
        .attribute("files", Integer.toString(route.files()))
        .attribute("filesInAll", Integer.toString(route.filesInAll()))
        .close();
    xml.close();
  }
}

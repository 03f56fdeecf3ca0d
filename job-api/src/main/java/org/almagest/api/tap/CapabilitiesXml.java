package org.almagest.api.tap;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almagest.adql.AdqlFeatures;
import org.almagest.api.job.JobSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.upload.UploadSettings;
import org.almagest.api.web.XmlDocument;
import org.springframework.stereotype.Component;

/** The capabilities of the service (TAPRegExt 1.0). */
@Component
final class CapabilitiesXml {
  private static final String FEATURES = "ivo://ivoa.net/std/TAPRegExt#features-";

  private static final String UPLOAD = "ivo://ivoa.net/std/TAPRegExt#upload-";

  private final PerClass<JobSettings> jobLimits;
  private final PerClass<UploadSettings> uploadLimits;

  CapabilitiesXml(JobSettings jobs, UploadSettings uploads, LimitSettings classes) {
    this.jobLimits = jobs.perClass(classes);
    this.uploadLimits = uploads.perClass(classes);
  }

  /**
   * @param baseUrl the address by which the caller reached the service
   * @param userClass of the caller, whose limits are told
   */
  void write(String baseUrl, String userClass, OutputStream out) {
    String tapUrl = baseUrl + "/tap";
    XmlDocument xml =
        new XmlDocument(
            out,
            "vosi:capabilities",
            new TreeMap<>(
                Map.of(
                    "vosi", "http://www.ivoa.net/xml/VOSICapabilities/v1.0",
                    "vr", "http://www.ivoa.net/xml/VOResource/v1.0",
                    "vs", "http://www.ivoa.net/xml/VODataService/v1.1",
                    "tr", "http://www.ivoa.net/xml/TAPRegExt/v1.0",
                    "xsi", "http://www.w3.org/2001/XMLSchema-instance")));
    tap(xml, tapUrl, jobLimits.of(userClass), uploadLimits.of(userClass));
    vosi(xml, "ivo://ivoa.net/std/VOSI#capabilities", "1.0", tapUrl + "/capabilities");
    vosi(xml, "ivo://ivoa.net/std/VOSI#availability", "1.0", tapUrl + "/availability");
    vosi(xml, "ivo://ivoa.net/std/VOSI#tables-1.1", "1.1", tapUrl + "/tables");
    examples(xml, tapUrl + "/examples");
    links(xml, baseUrl + "/api/datalink/links");
    xml.finish();
  }

  private static void tap(
      XmlDocument xml, String tapUrl, JobSettings settings, UploadSettings uploads) {
    xml.open("capability")
        .attribute("standardID", "ivo://ivoa.net/std/TAP")
        .attribute("xsi:type", "tr:TableAccess");
    xml.open("interface")
        .attribute("role", "std")
        .attribute("version", "1.1")
        .attribute("xsi:type", "vs:ParamHTTP");
    xml.open("accessURL").attribute("use", "base").text(tapUrl).close();
    xml.close();
    language(xml);
    for (ResultFormat format : ResultFormat.values()) {
      outputFormat(xml, format);
    }
    uploadMethods(xml, uploads);
    times(xml, "retentionPeriod", settings.retention(), settings.longestRetention());
    times(
        xml,
        "executionDuration",
        settings.executionDuration(),
        settings.longestExecutionDuration());
    outputLimit(xml, settings);
    uploadLimit(xml, uploads);
    xml.close();
  }

  private static void language(XmlDocument xml) {
    xml.open("language").element("name", "ADQL");
    version(xml, "2.0");
    version(xml, "2.1");
    xml.element("description", "Astronomical Data Query Language");
    for (AdqlFeatures.Kind kind : AdqlFeatures.Kind.values()) {
      kind.declaredAs().ifPresent(key -> features(xml, key, AdqlFeatures.of(kind)));
    }
    xml.close();
  }

  private static void features(XmlDocument xml, String key, List<AdqlFeatures.Feature> features) {
    xml.open("languageFeatures").attribute("type", FEATURES + key);
    for (AdqlFeatures.Feature feature : features) {
      xml.open("feature").element("form", feature.form());
      if (!feature.description().isEmpty()) {
        xml.element("description", feature.description());
      }
      xml.close();
    }
    xml.close();
  }

  private static void version(XmlDocument xml, String version) {
    xml.open("version")
        .attribute("ivo-id", "ivo://ivoa.net/std/ADQL#v" + version)
        .text(version)
        .close();
  }

  private static void outputFormat(XmlDocument xml, ResultFormat format) {
    xml.open("outputFormat");
    format.standardId().ifPresent(id -> xml.attribute("ivo-id", id));
    xml.element("mime", format.mimeType());
    format.aliases().forEach(alias -> xml.element("alias", alias));
    xml.close();
  }

  /** A time of zero is no limit, which is said by saying nothing. */
  private static void times(XmlDocument xml, String name, Duration usual, Duration hard) {
    if (usual.isZero() && hard.isZero()) {
      return;
    }
    xml.open(name);
    if (!usual.isZero()) {
      xml.element("default", Long.toString(usual.toSeconds()));
    }
    if (!hard.isZero()) {
      xml.element("hard", Long.toString(hard.toSeconds()));
    }
    xml.close();
  }

  /** No limit is said by saying nothing; what is cut at the hard limit is so by default. */
  private static void outputLimit(XmlDocument xml, JobSettings settings) {
    long hard = settings.hardMaxrec();
    long usual = settings.defaultMaxrec();
    if (hard != 0 && (usual == 0 || usual > hard)) {
      usual = hard;
    }
    if (usual == 0) {
      return;
    }
    xml.open("outputLimit");
    xml.open("default").attribute("unit", "row").text(Long.toString(usual)).close();
    if (hard != 0) {
      xml.open("hard").attribute("unit", "row").text(Long.toString(hard)).close();
    }
    xml.close();
  }

  private static void examples(XmlDocument xml, String url) {
    xml.open("capability").attribute("standardID", "ivo://ivoa.net/std/DALI#examples");
    xml.open("interface").attribute("role", "std").attribute("xsi:type", "vr:WebBrowser");
    xml.open("accessURL").attribute("use", "full").text(url).close();
    xml.close();
    xml.close();
  }

  /** DataLink 1.1, section 2.5. */
  private static void links(XmlDocument xml, String url) {
    xml.open("capability").attribute("standardID", "ivo://ivoa.net/std/DataLink#links-1.1");
    xml.open("interface")
        .attribute("role", "std")
        .attribute("version", "1.1")
        .attribute("xsi:type", "vs:ParamHTTP");
    xml.open("accessURL").attribute("use", "base").text(url).close();
    xml.element("resultType", "application/x-votable+xml;content=datalink");
    xml.close();
    xml.close();
  }

  private static void uploadMethods(XmlDocument xml, UploadSettings uploads) {
    if (uploads.tables() > 0) {
      for (String method : List.of("inline", "http", "https")) {
        xml.open("uploadMethod").attribute("ivo-id", UPLOAD + method).close();
      }
    }
  }

  /**
   * What is never taken. No default is told, since a client has no way to ask for more; the rows
   * are not, since the element has place for one limit, and bytes are what a client knows.
   */
  private static void uploadLimit(XmlDocument xml, UploadSettings uploads) {
    if (uploads.tables() > 0) {
      xml.open("uploadLimit");
      xml.open("hard")
          .attribute("unit", "byte")
          .text(Long.toString(uploads.size().toBytes()))
          .close();
      xml.close();
    }
  }

  private static void vosi(XmlDocument xml, String standardId, String version, String url) {
    xml.open("capability").attribute("standardID", standardId);
    xml.open("interface")
        .attribute("role", "std")
        .attribute("version", version)
        .attribute("xsi:type", "vs:ParamHTTP");
    xml.open("accessURL").attribute("use", "full").text(url).close();
    xml.close();
    xml.close();
  }
}

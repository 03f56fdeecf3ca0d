package org.almagest.api.tap;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.almagest.api.web.XmlDocument;
import org.almagest.catalog.CatalogTable;

/** Examples as XHTML with RDFa Lite (DALI 1.1, section 2.3). */
final class ExamplesXml {
  private static final String VOCABULARY = "http://www.ivoa.net/rdf/examples#";

  private ExamplesXml() {}

  /** Another page of examples. */
  record Continuation(String title, String url) {}

  static void write(
      String title, List<Example> examples, List<Continuation> more, OutputStream out) {
    XmlDocument xml = new XmlDocument(out, "html", Map.of());
    xml.attribute("xmlns", "http://www.w3.org/1999/xhtml");
    xml.open("head").element("title", title).close();
    xml.open("body").attribute("vocab", VOCABULARY);
    xml.element("h1", title);
    for (int i = 0; i < examples.size(); i++) {
      example(xml, examples.get(i), "example-" + (i + 1));
    }
    for (Continuation page : more) {
      xml.open("p")
          .open("a")
          .attribute("property", "continuation")
          .attribute("resource", "")
          .attribute("href", page.url())
          .text(page.title())
          .close()
          .close();
    }
    xml.close();
    xml.finish();
  }

  private static void example(XmlDocument xml, Example example, String id) {
    xml.open("div")
        .attribute("id", id)
        .attribute("resource", "#" + id)
        .attribute("typeof", "example");
    xml.open("h2").attribute("property", "name").text(example.query().name()).close();
    xml.optional("p", example.query().description());
    xml.open("pre").attribute("property", "query").text(example.query().adql()).close();
    if (!example.tables().isEmpty()) {
      xml.open("p").text("Tables: ");
      for (CatalogTable table : example.tables()) {
        xml.open("code").attribute("property", "table").text(table.writtenName()).close();
        xml.text(" ");
      }
      xml.close();
    }
    xml.close();
  }
}

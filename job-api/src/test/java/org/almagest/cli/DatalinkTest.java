package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.datalink.ServiceDescriptor;
import uk.ac.starlink.votable.datalink.ServiceParam;

/** What a result leads to (DataLink 1.1). */
class DatalinkTest {
  private static final String LINKS = "/api/datalink/links?";
  private static final String OBJECT = "&TABLE=demo.object";

  private final Installation installation = Installation.shared();
  private final HttpClient http = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

  private HttpResponse<byte[]> get(String address) throws Exception {
    URI uri = URI.create(address.startsWith("http") ? address : installation.url() + address);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }

  private StarTable table(String address) throws Exception {
    return read(get(address).body());
  }

  private static StarTable read(byte[] votable) throws IOException {
    return Tables.randomTable(
        new StarTableFactory(true)
            .makeStarTable(new ByteArrayDataSource("answer", votable), "votable"));
  }

  private static List<ServiceDescriptor> services(StarTable table) {
    List<ServiceDescriptor> services = new ArrayList<>();
    for (DescribedValue value : table.getParameters()) {
      if (value.getValue() instanceof ServiceDescriptor service) {
        services.add(service);
      }
    }
    return services;
  }

  private List<ServiceDescriptor> servicesOf(String adql) throws IOException {
    return services(read(installation.result(adql).getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String anObject() {
    return installation.rows("SELECT TOP 1 objectId FROM demo.source ORDER BY sourceId").get(0);
  }

  /** The rows of a table of links: columns by their names, nulls left out. */
  private static List<Map<String, String>> links(StarTable table) throws IOException {
    List<Map<String, String>> links = new ArrayList<>();
    for (long row = 0; row < table.getRowCount(); row++) {
      Map<String, String> link = new LinkedHashMap<>();
      for (int column = 0; column < table.getColumnCount(); column++) {
        Object value = table.getCell(row, column);
        if (!Tables.isBlank(value)) {
          link.put(table.getColumnInfo(column).getName(), value.toString());
        }
      }
      links.add(link);
    }
    return links;
  }

  @ParameterizedTest
  @ValueSource(strings = {"votable/td", "votable/b", "votable/b2"})
  void aResultWithIdentifierAndPositionNamesItsServices(String format) throws Exception {
    String query = "SELECT TOP 3 dec, objectId, ra FROM demo.object";
    byte[] answer =
        get("/tap/sync?LANG=ADQL&FORMAT=" + encoded(format) + "&QUERY=" + encoded(query)).body();
    StarTable result = read(answer);

    assertThat(result.getRowCount()).isEqualTo(3);
    List<ServiceDescriptor> services = services(result);
    assertThat(services)
        .extracting(
            ServiceDescriptor::getName,
            ServiceDescriptor::getAccessUrl,
            ServiceDescriptor::getStandardId)
        .containsExactly(
            tuple(
                "links",
                installation.url() + "/api/datalink/links",
                "ivo://ivoa.net/std/DataLink#links-1.1"),
            tuple("cone", installation.url() + "/api/datalink/cone", null));
    assertThat(new String(answer, StandardCharsets.UTF_8))
        .contains(
            " href=\""
                + installation.url()
                + "/api/datalink/links?ID=${objectId}&amp;TABLE=demo.object\"/></FIELD>");
    assertThat(services.get(0).getInputParams())
        .extracting(ServiceParam::getName, ServiceParam::getRef, ServiceParam::getValue)
        .containsExactly(tuple("ID", "objectId", null), tuple("TABLE", null, "demo.object"));
    assertThat(services.get(1).getInputParams())
        .extracting(ServiceParam::getName, ServiceParam::getRef, ServiceParam::getDatatype)
        .containsExactly(
            tuple("RA", "ra", "double"),
            tuple("DEC", "dec", "double"),
            tuple("SR", null, "double"),
            tuple("TABLE", null, "char"));
  }

  @Test
  void theResultOfAJobNamesThemByTheAddressThatItsCallerUsed() throws Exception {
    AsyncJob job =
        AsyncJob.submit(
            installation.client(),
            Map.of("LANG", "ADQL", "QUERY", "SELECT TOP 1 objectId FROM demo.object"));
    OptionalLong unused = job.await(line -> {});
    assertThat(services(table(job.uri() + "/results/result")))
        .extracting(ServiceDescriptor::getAccessUrl)
        .containsExactly(installation.url() + "/api/datalink/links");
  }

  @Test
  void columnsUnderOtherNamesAreKnownAndEachTableHasItsOwn() throws Exception {
    assertThat(
            servicesOf(
                "SELECT TOP 1 o.objectId AS \"a-1\", s.sourceId AS b FROM demo.object AS o JOIN"
                    + " demo.source AS s ON o.objectId = s.objectId"))
        .extracting(
            ServiceDescriptor::getName,
            service -> service.getInputParams()[0].getRef(),
            service -> service.getInputParams()[1].getValue())
        .containsExactlyInAnyOrder(
            tuple("links", "column-1", "demo.object"), tuple("links-2", "b", "demo.source"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) AS n FROM demo.object",
        "SELECT TOP 1 objectId + 1 AS objectId, ra FROM demo.object",
        "SELECT TOP 1 objectId FROM demo.source",
        "SELECT TOP 1 * FROM TAP_SCHEMA.tables",
        "SELECT TOP 1 * FROM mydb.demo_match",
        "SELECT objectId FROM demo.object WHERE objectId < 0"
            + " UNION SELECT sourceId FROM demo.source WHERE sourceId < 0"
      })
  void resultsWithoutAColumnThatNamesRowsNameNone(String adql) throws Exception {
    assertThat(servicesOf(adql)).isEmpty();
    assertThat(installation.result(adql)).doesNotContain("<FIELD ID=");
  }

  @Test
  void aRowLeadsToItselfToTheRowsThatReferToItAndToItsNeighbourhood() throws Exception {
    String id = anObject();
    HttpResponse<byte[]> answer = get(LINKS + "ID=" + id + OBJECT);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/x-votable+xml;content=datalink");
    List<Map<String, String>> links = links(read(answer.body()));

    assertThat(links)
        .extracting(link -> link.get("ID"), link -> link.get("semantics"))
        .containsExactly(tuple(id, "#this"), tuple(id, "#coderived"), tuple(id, "#auxiliary"));
    StarTable itself = table(links.get(0).get("access_url"));
    assertThat(itself.getRowCount()).isEqualTo(1);
    assertThat(itself.getCell(0, 0)).hasToString(id);
    assertThat(links.get(1)).containsEntry("local_semantics", "demo.source.objectId");
    assertThat(table(links.get(1).get("access_url")).getRowCount())
        .isEqualTo(
            Long.parseLong(
                installation
                    .rows("SELECT COUNT(*) FROM demo.source WHERE objectId = " + id)
                    .get(0)))
        .isPositive();
    StarTable around = table(links.get(2).get("access_url"));
    assertThat(links(around)).extracting(row -> row.get("objectId")).contains(id);
  }

  @Test
  void aDetectionLeadsToItsObject() throws Exception {
    String id = installation.rows("SELECT TOP 1 sourceId FROM demo.source").get(0);
    List<Map<String, String>> links =
        links(table(LINKS + "ID=" + encoded("almagest:demo/source/" + id)));
    assertThat(links)
        .extracting(link -> link.get("local_semantics"))
        .startsWith("row", "demo.object.objectId");
    assertThat(table(links.get(1).get("access_url")).getRowCount()).isEqualTo(1);
  }

  @Test
  void eachIdentifierHasItsLinksOrItsFault() throws Exception {
    String id = anObject();
    List<String> ids =
        List.of(
            "almagest:demo/object/" + id,
            "almagest:demo/object/7",
            "almagest:demo/object/x' OR 1=1",
            "almagest:mydb/demo_match/1",
            "almagest:nowhere/object/1",
            id);
    StringBuilder query = new StringBuilder(LINKS);
    ids.forEach(asked -> query.append("ID=").append(encoded(asked)).append('&'));
    List<Map<String, String>> links = links(table(query.toString()));

    assertThat(links).extracting(link -> link.get("ID")).containsSubsequence(ids);
    assertThat(links)
        .filteredOn(link -> link.containsKey("error_message"))
        .extracting(link -> link.get("error_message").split(":", 2)[0])
        .containsExactly(
            "NotFoundFault", "NotFoundFault", "NotFoundFault", "NotFoundFault", "UsageFault");
    assertThat(links)
        .as("exactly one of the three")
        .allMatch(
            link ->
                link.containsKey("access_url")
                    != (link.containsKey("error_message") || link.containsKey("service_def")));
  }

  @Test
  void linksAreCutBetweenIdentifiers() throws Exception {
    String id = anObject();
    String two = LINKS + "ID=" + id + "&ID=7" + OBJECT;
    String cut = new String(get(two + "&MAXREC=3").body(), StandardCharsets.UTF_8);
    assertThat(cut).contains("value=\"OVERFLOW\"").doesNotContain("NotFoundFault");
    assertThat(new String(get(two + "&MAXREC=4").body(), StandardCharsets.UTF_8))
        .contains("NotFoundFault")
        .doesNotContain("OVERFLOW");
    StarTable none = table(two + "&MAXREC=0");
    assertThat(none.getRowCount()).isZero();
    assertThat(none.getColumnCount()).isEqualTo(9);
    assertThat(table(LINKS).getRowCount()).as("no identifier, no links").isZero();
  }

  @Test
  void linksComeInOtherFormats() throws Exception {
    HttpResponse<byte[]> csv = get(LINKS + "ID=7&RESPONSEFORMAT=csv" + OBJECT);
    assertThat(new String(csv.body(), StandardCharsets.UTF_8))
        .startsWith("ID,access_url,service_def,error_message,");
    assertThat(get(LINKS + "ID=7&RESPONSEFORMAT=docx").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereAndWhatIsNoPositionIsSaid() throws Exception {
    assertThat(get("/api/datalink/row?ID=" + encoded("almagest:demo/nothing/1")).statusCode())
        .isEqualTo(404);
    assertThat(get("/api/datalink/row").statusCode()).isEqualTo(400);
    HttpResponse<byte[]> far = get("/api/datalink/cone?TABLE=demo.object&RA=10&DEC=100&SR=1");
    assertThat(far.statusCode()).isEqualTo(400);
    assertThat(new String(far.body(), StandardCharsets.UTF_8))
        .contains("DEC must be from -90 to 90, not [100]");
    assertThat(get("/api/datalink/cone?TABLE=demo.nothing&RA=1&DEC=1&SR=1").statusCode())
        .isEqualTo(404);
  }
}

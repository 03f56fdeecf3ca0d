package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.almagest.api.TestService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static TestService service;
  private static HttpServer remote;

  @BeforeAll
  static void start() throws IOException {
    service =
        TestService.startWithDuckDb(
            Map.of(
                "almagest.uploads.size", "2MB",
                "almagest.uploads.rows", "1000",
                "almagest.uploads.tables", "2",
                "almagest.uploads.allowed-hosts", "localhost"));
    remote = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    remote.createContext(
        "/table",
        exchange -> {
          byte[] body = "a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    remote.createContext(
        "/inside",
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Location", "http://127.0.0.1:" + remote.getAddress().getPort() + "/table");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    remote.start();
  }

  @AfterAll
  static void stop() {
    remote.stop(0);
    service.close();
  }

  @AfterEach
  void nothingIsLeft() {
    await().untilAsserted(() -> assertThat(kept()).isEmpty());
  }

  private static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(service.directory().uploads())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !IncomingParts.isLock(file))
          .toList();
    }
  }

  private static String table(String fields, String rows) {
    return "<?xml version='1.0'?><VOTABLE version='1.3' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'>"
        + "<RESOURCE><TABLE>"
        + fields
        + "<DATA><TABLEDATA>"
        + rows
        + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
  }

  private static final String NUMBERS =
      table(
          "<FIELD name='n' datatype='int'/><FIELD name='t' datatype='char' arraysize='*'/>",
          "<TR><TD>3</TD><TD>é</TD></TR><TR><TD>1</TD><TD>b</TD></TR><TR><TD/><TD/></TR>");

  private static HttpResponse<String> send(String path, MultipartBody body)
      throws IOException, InterruptedException {
    return service
        .http()
        .send(
            service
                .request(path)
                .header("Content-Type", MultipartBody.TYPE)
                .POST(body.finish())
                .build(),
            BodyHandlers.ofString());
  }

  private static MultipartBody query(String adql) {
    return new MultipartBody().field("LANG", "ADQL").field("QUERY", adql).field("FORMAT", "csv");
  }

  private static HttpResponse<String> upload(byte[] content)
      throws IOException, InterruptedException {
    return send(
        "/tap/sync",
        query("SELECT * FROM TAP_UPLOAD.t1").field("UPLOAD", "t1,param:x").file("x", content));
  }

  private static HttpResponse<String> upload(String content)
      throws IOException, InterruptedException {
    return upload(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void inlineTablesAreQueriedInTheOrderOfTheirRows() throws Exception {
    assertThat(upload(NUMBERS).body()).isEqualTo("n,t\r\n3,é\r\n1,b\r\n,\r\n");
  }

  @Test
  void severalTablesComeInOneOrMoreParameters() throws Exception {
    String adql =
        "SELECT a.n AS n1, b.n AS n2 FROM TAP_UPLOAD.a AS a JOIN tap_upload.b AS b ON a.n = b.n"
            + " ORDER BY a.n";
    byte[] table = NUMBERS.getBytes(StandardCharsets.UTF_8);

    assertThat(
            send(
                    "/tap/sync",
                    query(adql)
                        .field("UPLOAD", "a,param:x")
                        .field("upload", "b,param:y")
                        .file("x", table)
                        .file("y", table))
                .body())
        .isEqualTo("n1,n2\r\n1,1\r\n3,3\r\n");
    assertThat(
            send("/tap/sync", query(adql).field("UPLOAD", "a,param:x;b,param:x").file("x", table))
                .body())
        .isEqualTo("n1,n2\r\n1,1\r\n3,3\r\n");
  }

  @Test
  void asynchronousJobsKeepTheirTablesUntilTheyRan() throws Exception {
    HttpResponse<String> created =
        send(
            "/tap/async",
            query("SELECT COUNT(*) AS c FROM TAP_UPLOAD.t1")
                .field("UPLOAD", "t1,param:x")
                .file("x", NUMBERS.getBytes(StandardCharsets.UTF_8)));
    String job = created.headers().firstValue("Location").orElseThrow();
    assertThat(kept()).hasSize(1);

    service.post(job + "/phase", "PHASE", "RUN");
    await().until(() -> service.get(job + "/phase").body().equals("COMPLETED"));

    assertThat(service.get(job + "/results/result").body()).isEqualTo("c\r\n3\r\n");
    assertThat(service.get(job + "/parameters").body()).contains("t1,param:x").doesNotContain("é");
  }

  @Test
  void deletedAndAbortedJobsKeepNothing() throws Exception {
    for (String end : List.of("ABORT", "DELETE")) {
      String job =
          send(
                  "/tap/async",
                  query("SELECT 1 FROM TAP_UPLOAD.t1")
                      .field("UPLOAD", "t1,param:x")
                      .file("x", NUMBERS.getBytes(StandardCharsets.UTF_8)))
              .headers()
              .firstValue("Location")
              .orElseThrow();
      assertThat(kept()).hasSize(1);
      if (end.equals("ABORT")) {
        service.post(job + "/phase", "PHASE", "ABORT");
      } else {
        service.delete(job);
      }
      assertThat(kept()).isEmpty();
    }
  }

  @Test
  void tablesAreSeenByTheirQueryOnly() throws Exception {
    upload(NUMBERS);
    HttpResponse<String> later =
        service.post("/tap/sync", "QUERY", "SELECT * FROM TAP_UPLOAD.t1", "LANG", "ADQL");

    assertThat(later.statusCode()).isEqualTo(400);
    assertThat(later.body()).contains("TAP_UPLOAD");
  }

  @Test
  void csvAndGzipAreTakenToo() throws Exception {
    assertThat(upload("a,b\n1,x\n2,\n").body()).isEqualTo("a,b\r\n1,x\r\n2,\r\n");
    assertThat(upload(gzip(NUMBERS.getBytes(StandardCharsets.UTF_8))).body())
        .startsWith("n,t\r\n3");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void tablesAreFetchedFromAllowedHosts() throws Exception {
    HttpResponse<String> answer = fetch("http://localhost:" + port() + "/table");

    assertThat(answer.body()).isEqualTo("a,b\r\n1,x\r\n2,y\r\n");
  }

  private static int port() {
    return remote.getAddress().getPort();
  }

  private static HttpResponse<String> fetch(String url) throws IOException, InterruptedException {
    return service.post(
        "/tap/sync",
        "LANG",
        "ADQL",
        "FORMAT",
        "csv",
        "QUERY",
        "SELECT * FROM TAP_UPLOAD.t1",
        "UPLOAD",
        "t1," + url);
  }

  @Test
  void addressesOfTheInsideAreNotFetched() throws Exception {
    for (String url :
        List.of(
            "http://127.0.0.1:" + port() + "/table",
            "http://2130706433:" + port() + "/table",
            "http://[::1]:" + port() + "/table",
            "http://[::ffff:127.0.0.1]:" + port() + "/table",
            "http://0.0.0.0:" + port() + "/table",
            "http://169.254.169.254/latest/meta-data",
            "http://10.0.0.1/",
            "http://[64:ff9b::7f00:1]/",
            "http://[fd00::1]/",
            "http://localhost:" + port() + "/inside")) {
      HttpResponse<String> answer = fetch(url);

      assertThat(answer.statusCode()).as(url).isEqualTo(400);
      assertThat(answer.body()).as(url).contains("is an address of the inside");
    }
    assertThat(fetch("file:///etc/passwd").body())
        .contains("the URI must begin with param:, http: or https:");
  }

  @Test
  void limitsAreNamed() throws Exception {
    HttpResponse<String> rows =
        upload(table("<FIELD name='n' datatype='int'/>", "<TR><TD>1</TD></TR>".repeat(1001)));
    assertThat(rows.statusCode()).isEqualTo(413);
    assertThat(rows.body()).contains("has more rows than the limit of 1000");

    HttpResponse<String> bomb = upload(gzip(new byte[20 << 20]));
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(bomb.body()).contains("larger than the limit of 2097152 bytes");

    HttpResponse<String> large = upload(new byte[4 << 20]);
    assertThat(large.statusCode()).isEqualTo(413);

    HttpResponse<String> tables =
        send(
            "/tap/sync",
            query("SELECT 1 FROM TAP_UPLOAD.a")
                .field("UPLOAD", "a,param:x;b,param:x;c,param:x")
                .file("x", NUMBERS.getBytes(StandardCharsets.UTF_8)));
    assertThat(tables.body()).contains("UPLOAD has 3 tables, more than the limit of 2");
  }

  @Test
  void entitiesAndDataElsewhereAreRefused() throws Exception {
    String bomb =
        "<!DOCTYPE V [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            + table("<FIELD name='n' datatype='char' arraysize='*'/>", "<TR><TD>&b;</TD></TR>")
                .replace("<?xml version='1.0'?>", "");
    assertThat(upload(bomb).body()).contains("has a DOCTYPE");
    assertThat(
            upload(
                    "<!DOCTYPE V [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                        + NUMBERS.replace("<?xml version='1.0'?>", "").replace("é", "&a;"))
                .body())
        .contains("has a DOCTYPE")
        .doesNotContain("root:");
    assertThat(
            upload(
                    NUMBERS.replaceAll(
                        "<TABLEDATA>.*</TABLEDATA>",
                        "<BINARY><STREAM href='file:///etc/passwd'/></BINARY>"))
                .body())
        .contains("has its data elsewhere");
  }

  @Test
  void errorsNameWhatIsWrong() throws Exception {
    assertThat(
            upload(table("<FIELD name='a' datatype='int'/><FIELD name='A' datatype='int'/>", ""))
                .body())
        .contains("has columns [a] and [A], which ADQL takes for one");
    assertThat(upload(NUMBERS.substring(0, 200)).body()).contains("The upload [t1]");
    assertThat(
            upload(
                    table(
                        "<FIELD name='t' datatype='char' arraysize='*' xtype='timestamp'/>",
                        "<TR><TD>yesterday</TD></TR>"))
                .body())
        .contains("has no timestamp in column [t] but [yesterday]");
    assertThat(
            service.post("/tap/sync", "QUERY", "SELECT 1 FROM t", "UPLOAD", "t1,param:no").body())
        .contains("the part [no] of the request");
    assertThat(service.post("/tap/sync", "QUERY", "SELECT 1 FROM t", "UPLOAD", "t1").body())
        .contains("UPLOAD must be like name,param:part");
  }
}

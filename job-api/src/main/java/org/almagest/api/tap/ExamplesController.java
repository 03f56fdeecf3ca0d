package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.tap.ExamplesXml.Continuation;
import org.almagest.api.web.BaseUrl;
import org.almagest.catalog.CatalogSchema;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.tapschema.TapSchemaTables;
import org.almagest.userdb.UserTableName;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Queries to learn from: a page on TAP_SCHEMA, and one for each release that the caller sees. */
@RestController
final class ExamplesController {
  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final BaseUrl baseUrl;
  private final ReleaseExamples examples;

  ExamplesController(
      VisibleCatalog catalog, UserResolver users, BaseUrl baseUrl, QueryEngine engine) {
    this.catalog = catalog;
    this.users = users;
    this.baseUrl = baseUrl;
    this.examples = new ReleaseExamples(new SamplePositions(engine));
  }

  @GetMapping("/tap/examples")
  void first(HttpServletRequest request, HttpServletResponse response) throws IOException {
    List<CatalogSchema> schemas = catalog.of(users.principalOf(request)).schemas();
    List<Example> general =
        schemas.stream()
            .filter(schema -> schema.name().equals(TapSchemaTables.SCHEMA))
            .findFirst()
            .map(ReleaseExamples::ofTapSchema)
            .orElse(List.of());
    List<Continuation> more =
        schemas.stream()
            .filter(ExamplesController::hasPage)
            .map(
                schema ->
                    new Continuation(
                        "Examples on " + schema.name(),
                        baseUrl.of(request)
                            + "/tap/examples/"
                            + UriUtils.encodePathSegment(schema.name(), StandardCharsets.UTF_8)))
            .toList();
    response.setContentType("application/xhtml+xml");
    ExamplesXml.write("Examples of queries", general, more, response.getOutputStream());
  }

  @GetMapping("/tap/examples/{release}")
  void ofRelease(
      @PathVariable("release") String release,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    CatalogSchema found =
        catalog.of(users.principalOf(request)).schemas().stream()
            .filter(ExamplesController::hasPage)
            .filter(schema -> schema.name().equalsIgnoreCase(release))
            .findFirst()
            .orElseThrow(
                () ->
                    new ServiceException(
                        Code.NOT_FOUND, "There are no examples on [" + release + "]"));
    List<Example> shown = examples.of(found);
    response.setContentType("application/xhtml+xml");
    ExamplesXml.write("Examples on " + found.name(), shown, List.of(), response.getOutputStream());
  }

  private static boolean hasPage(CatalogSchema schema) {
    return !schema.tables().isEmpty()
        && !schema.name().equals(TapSchemaTables.SCHEMA)
        && !schema.name().equals(UserTableName.SCHEMA);
  }
}

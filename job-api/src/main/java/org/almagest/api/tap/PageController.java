package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.web.BaseUrl;
import org.almagest.catalog.CatalogSchema;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What a person sees at the address that is meant for programs. */
@RestController
final class PageController {
  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  PageController(VisibleCatalog catalog, UserResolver users, BaseUrl baseUrl) {
    this.catalog = catalog;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @GetMapping("/tap")
  void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String url = HtmlUtils.htmlEscape(baseUrl.of(request) + "/tap");
    String schemas =
        catalog.of(users.principalOf(request)).schemas().stream()
            .map(PageController::schema)
            .collect(Collectors.joining());
    String page =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Almagest TAP</title></head><body>
        <h1>Almagest TAP</h1>
        <p>ADQL over sky-survey catalogs. Give this address to TOPCAT, pyvo or STILTS:
        <code>%1$s</code></p>
        <form action="%1$s/sync" method="post">
        <input type="hidden" name="LANG" value="ADQL">
        <input type="hidden" name="MAXREC" value="1000">
        <p><textarea name="QUERY" rows="6" cols="80" aria-label="ADQL">SELECT table_name, description
        FROM TAP_SCHEMA.tables</textarea></p>
        <p><select name="RESPONSEFORMAT" aria-label="format"><option>csv</option><option>votable</option>
        <option>json</option></select> <button>Run</button></p>
        </form>
        <ul>
        <li><a href="%1$s/examples">examples</a></li>
        <li><a href="%1$s/tables">tables</a></li>
        <li><a href="%1$s/capabilities">capabilities</a></li>
        <li><a href="%1$s/availability">availability</a></li>
        <li><a href="%1$s/async">your jobs</a></li>
        </ul>
        <h2>What there is to query</h2>
        <dl>
        %2$s</dl>
        </body></html>
        """
            .formatted(url, schemas);
    response.setContentType("text/html;charset=UTF-8");
    response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
  }

  private static String schema(CatalogSchema schema) {
    String description = schema.description();
    return "<dt><code>%s</code>, %d tables</dt><dd>%s</dd>%n"
        .formatted(
            HtmlUtils.htmlEscape(schema.name()),
            schema.tables().size(),
            HtmlUtils.htmlEscape(description == null ? "" : description));
  }
}

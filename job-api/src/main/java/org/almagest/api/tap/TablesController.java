package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.tap.TableSetXml.Detail;
import org.almagest.api.web.RequestParameters;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The tables that a user may see (VOSI 1.1, section 2.3). */
@RestController
final class TablesController {
  private static final int BUFFER = 1 << 16;

  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final CatalogTag tag = new CatalogTag();

  TablesController(VisibleCatalog catalog, UserResolver users) {
    this.catalog = catalog;
    this.users = users;
  }

  @GetMapping("/tap/tables")
  void tables(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Detail detail = detail(request);
    Catalog visible = catalog.of(users.principalOf(request));
    // What one user may see is not for others; what is unchanged is not sent again.
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", "Accept-Encoding");
    if (new ServletWebRequest(request, response).checkNotModified(tag.of(visible, detail))) {
      return;
    }
    response.setContentType("application/xml");
    try (OutputStream out = body(request, response)) {
      TableSetXml.write(visible, detail, out);
    }
  }

  /** Compressed only for those who ask for it. */
  private static OutputStream body(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accepted = request.getHeader("Accept-Encoding");
    if (accepted != null && accepted.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?!;q=0).*")) {
      response.setHeader("Content-Encoding", "gzip");
      return new GZIPOutputStream(response.getOutputStream(), BUFFER);
    }
    return new BufferedOutputStream(response.getOutputStream(), BUFFER);
  }

  private static Detail detail(HttpServletRequest request) {
    RequestParameters parameters = RequestParameters.of(request);
    // What TAP+ of ESA calls it, and clients for it ask for.
    String otherwise =
        parameters.one("ONLY_TABLES").filter("true"::equalsIgnoreCase).isPresent() ? "min" : "max";
    String detail = parameters.one("DETAIL").orElse(otherwise);
    return switch (detail.toLowerCase(Locale.ROOT)) {
      case "min" -> Detail.MIN;
      case "max" -> Detail.MAX;
      default ->
          throw new ServiceException(
              Code.BAD_PARAMETER, "DETAIL must be min or max, not [" + detail + "]");
    };
  }

  /** A name may have slashes: it is all that follows. */
  @GetMapping("/tap/tables/{*name}")
  void table(
      @PathVariable("name") String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = path.substring(1);
    for (CatalogSchema schema : catalog.of(users.principalOf(request)).schemas()) {
      for (CatalogTable table : schema.tables()) {
        if (table.isCalled(name)) {
          response.setContentType("application/xml");
          TableSetXml.write(schema, table, response.getOutputStream());
          return;
        }
      }
    }
    throw new ServiceException(
        Code.NOT_FOUND, "There is no table [" + name + "]: /tap/tables?detail=min lists them");
  }
}

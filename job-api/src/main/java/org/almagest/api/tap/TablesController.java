package org.almagest.api.tap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.tap.TableSetXml.Detail;
import org.almagest.api.web.RequestParameters;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogTable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The tables of a user (VOSI 1.1, section 2.3). */
@RestController
final class TablesController {
  private final VisibleCatalog catalog;
  private final UserResolver users;

  TablesController(VisibleCatalog catalog, UserResolver users) {
    this.catalog = catalog;
    this.users = users;
  }

  @GetMapping("/tap/tables")
  void tables(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Detail detail = detail(request);
    Catalog visible = catalog.of(users.userOf(request));
    response.setContentType("application/xml");
    TableSetXml.write(visible, detail, response.getOutputStream());
  }

  private static Detail detail(HttpServletRequest request) {
    String detail = RequestParameters.of(request).one("DETAIL").orElse("max");
    return switch (detail) {
      case "min" -> Detail.MIN;
      case "max" -> Detail.MAX;
      default ->
          throw new ServiceException(
              Code.BAD_PARAMETER, "DETAIL must be min or max, not [" + detail + "]");
    };
  }

  @GetMapping("/tap/tables/{name}")
  void table(
      @PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CatalogTable table =
        catalog.of(users.userOf(request)).schemas().stream()
            .flatMap(schema -> schema.tables().stream())
            .filter(candidate -> TableSetXml.name(candidate).equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () -> new ServiceException(Code.NOT_FOUND, "There is no table [" + name + "]"));
    response.setContentType("application/xml");
    TableSetXml.write(table, response.getOutputStream());
  }
}

package org.almagest.api.datalink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.SkyColumns;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Rows by their identifier or position: the answer leads to the query that gives them. */
@RestController
final class RedirectController {
  private static final List<String> PASSED_ON = List.of("RESPONSEFORMAT", "MAXREC");

  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final BaseUrl baseUrl;

  RedirectController(VisibleCatalog catalog, UserResolver users, BaseUrl baseUrl) {
    this.catalog = catalog;
    this.users = users;
    this.baseUrl = baseUrl;
  }

  @RequestMapping(
      path = "/api/datalink/row",
      method = {RequestMethod.GET, RequestMethod.POST})
  void row(HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    String id = required(parameters, "ID");
    WantedRow row =
        tables(request)
            .row(id, parameters.one("TABLE"))
            .orElseThrow(
                () -> new ServiceException(Code.NOT_FOUND, "There is no row [" + id + "]"));
    Relations relations = row.relations();
    lead(
        RowQuery.rows(relations.table(), relations.id(), row.literal()),
        parameters,
        request,
        response);
  }

  @RequestMapping(
      path = "/api/datalink/cone",
      method = {RequestMethod.GET, RequestMethod.POST})
  void cone(HttpServletRequest request, HttpServletResponse response) {
    RequestParameters parameters = RequestParameters.of(request);
    String name = required(parameters, "TABLE");
    CatalogTable table =
        tables(request)
            .table(name)
            .orElseThrow(
                () -> new ServiceException(Code.NOT_FOUND, "There is no table [" + name + "]"));
    SkyColumns sky =
        table
            .sky()
            .orElseThrow(
                () ->
                    new ServiceException(
                        Code.BAD_PARAMETER, "The table [" + name + "] has no positions"));
    lead(
        RowQuery.cone(
            table,
            sky,
            degrees(parameters, "RA", -360, 360),
            degrees(parameters, "DEC", -90, 90),
            degrees(parameters, "SR", 0, 180)),
        parameters,
        request,
        response);
  }

  private LinkedTables tables(HttpServletRequest request) {
    return new LinkedTables(catalog.of(users.principalOf(request)));
  }

  private static double degrees(
      RequestParameters parameters, String name, double least, double most) {
    String text = required(parameters, name);
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          name + " must be a number of degrees, not [" + text + "]",
          notANumber);
    }
    if (!(value >= least && value <= most)) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          name + " must be from " + (int) least + " to " + (int) most + ", not [" + text + "]");
    }
    return value;
  }

  private static String required(RequestParameters parameters, String name) {
    return parameters
        .one(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new ServiceException(Code.BAD_PARAMETER, "There is no " + name));
  }

  private void lead(
      String adql,
      RequestParameters parameters,
      HttpServletRequest request,
      HttpServletResponse response) {
    StringBuilder url = new StringBuilder(RowLinks.syncUrl(baseUrl.of(request), adql));
    for (String name : PASSED_ON) {
      Optional<String> value = parameters.one(name);
      value.ifPresent(
          text -> url.append('&').append(name).append('=').append(RowLinks.encoded(text)));
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", url.toString());
  }
}

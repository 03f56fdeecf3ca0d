package org.almagest.api.datalink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.identity.UserResolver;
import org.almagest.api.identity.VisibleCatalog;
import org.almagest.api.result.ResultWriter;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.api.web.BaseUrl;
import org.almagest.api.web.RequestParameters;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The links of rows (DataLink 1.1, section 2.1). */
@RestController
final class LinksController {
  static final String TYPE = "application/x-votable+xml;content=datalink";

  /** More identifiers than these end the table with an overflow. */
  private static final int MOST_IDS = 1000;

  private static final Provenance PROVENANCE =
      new Provenance(Map.of("standardID", "ivo://ivoa.net/std/DataLink#links-1.1"));

  private final VisibleCatalog catalog;
  private final UserResolver users;
  private final RowReader reader;
  private final ResultWriter results;
  private final BaseUrl baseUrl;

  LinksController(
      VisibleCatalog catalog,
      UserResolver users,
      RowReader reader,
      ResultWriter results,
      BaseUrl baseUrl) {
    this.catalog = catalog;
    this.users = users;
    this.reader = reader;
    this.results = results;
    this.baseUrl = baseUrl;
  }

  @RequestMapping(
      path = "/api/datalink/links",
      method = {RequestMethod.GET, RequestMethod.POST})
  void links(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestParameters parameters = RequestParameters.of(request);
    String asked = parameters.format();
    boolean plain = asked.isBlank() || asked.toLowerCase(Locale.ROOT).endsWith("content=datalink");
    ResultFormat format = plain ? ResultFormat.VOTABLE : ResultFormat.of(asked);
    OptionalLong maxRec = maxRec(parameters);
    List<String> all = parameters.all("ID").stream().distinct().toList();
    List<String> ids = all.subList(0, Math.min(all.size(), MOST_IDS));
    LimitedRows rows =
        LinkTable.of(
            maxRec.isPresent() && maxRec.getAsLong() == 0
                ? List.of()
                : links(request, ids, parameters.one("TABLE")),
            maxRec,
            ids.size() < all.size() ? LinkTable.Left.SOME : LinkTable.Left.NONE);
    response.setContentType(plain ? TYPE : format.contentType(asked));
    results.stream(format, PROVENANCE, rows, response.getOutputStream());
  }

  private static OptionalLong maxRec(RequestParameters parameters) {
    Optional<String> text = parameters.one("MAXREC").filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw new ServiceException(
          Code.BAD_PARAMETER, "MAXREC must be a whole number >= 0, not [" + text.get() + "]");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  private List<List<Link>> links(
      HttpServletRequest request, List<String> ids, Optional<String> table) throws IOException {
    LinkedTables tables = new LinkedTables(catalog.of(users.principalOf(request)));
    Map<String, WantedRow> wanted = new LinkedHashMap<>();
    for (String id : ids) {
      tables.row(id, table).ifPresent(row -> wanted.put(id, row));
    }
    Map<Relations, Map<String, Map<String, String>>> read = new LinkedHashMap<>();
    for (Relations relations :
        wanted.values().stream().map(WantedRow::relations).distinct().toList()) {
      List<String> literals =
          wanted.values().stream()
              .filter(row -> row.relations().equals(relations))
              .map(WantedRow::literal)
              .distinct()
              .toList();
      read.put(relations, reader.read(users.principalOf(request), relations, literals));
    }
    RowLinks rowLinks = new RowLinks(baseUrl.of(request));
    List<List<Link>> links = new ArrayList<>();
    for (String id : ids) {
      WantedRow row = wanted.get(id);
      Map<String, String> values =
          row == null ? null : read.getOrDefault(row.relations(), Map.of()).get(row.key());
      if (row != null && values != null) {
        links.add(rowLinks.of(id, row.relations(), values));
      } else {
        links.add(List.of(tables.isIdentifier(id, table) ? Link.notFound(id) : Link.usage(id)));
      }
    }
    return links;
  }
}

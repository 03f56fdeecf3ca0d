package org.almagest.api.datalink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.datalink.Relations.Relation;
import org.almagest.catalog.SkyColumns;

/**
 * The links of a row: itself, the rows that belong to it, what is around it. Detections and the
 * object that they are of come from the same observations: they are coderived, as the vocabulary
 * says of light curves.
 */
final class RowLinks {
  /** [arcsec] */
  private static final int AROUND_ARCSEC = 60;

  private final String baseUrl;

  /**
   * @param baseUrl by which the caller reached the service, without a slash at its end
   */
  RowLinks(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * Of one row.
   *
   * @param asked its identifier as the request had it
   * @param values of {@link Relations#wanted}; nulls are missing
   */
  List<Link> of(String asked, Relations relations, Map<String, String> values) {
    List<Link> links = new ArrayList<>();
    RowId id =
        new RowId(
            relations.table().schema(),
            relations.table().name(),
            values.getOrDefault(relations.id().name(), ""));
    links.add(
        Link.to(
            asked,
            baseUrl + "/api/datalink/row?ID=" + encoded(id.text()),
            "The row of " + relations.table().qualifiedName(),
            "#this",
            "row"));
    relations
        .referring()
        .forEach(relation -> related(asked, relation, values).ifPresent(links::add));
    relations
        .referred()
        .forEach(relation -> related(asked, relation, values).ifPresent(links::add));
    relations
        .table()
        .sky()
        .flatMap(sky -> around(asked, relations, sky, values))
        .ifPresent(links::add);
    return links;
  }

  private Optional<Link> related(String asked, Relation relation, Map<String, String> values) {
    String value = values.get(relation.from().name());
    if (value == null) {
      return Optional.empty();
    }
    return RowQuery.literal(relation.column(), value)
        .map(
            literal ->
                Link.to(
                    asked,
                    syncUrl(baseUrl, RowQuery.rows(relation.other(), relation.column(), literal)),
                    "Rows of "
                        + relation.other().qualifiedName()
                        + " whose "
                        + relation.column().name()
                        + " is "
                        + value,
                    "#coderived",
                    relation.other().qualifiedName() + "." + relation.column().name()));
  }

  private Optional<Link> around(
      String asked, Relations relations, SkyColumns sky, Map<String, String> values) {
    String ra = values.get(sky.ra());
    String dec = values.get(sky.dec());
    if (ra == null || dec == null) {
      return Optional.empty();
    }
    return Optional.of(
        Link.to(
            asked,
            baseUrl
                + "/api/datalink/cone?TABLE="
                + encoded(relations.table().writtenName())
                + "&RA="
                + encoded(ra)
                + "&DEC="
                + encoded(dec)
                + "&SR="
                + AROUND_ARCSEC / 3600.0,
            "Rows of " + relations.table().qualifiedName() + " within " + AROUND_ARCSEC + " arcsec",
            "#auxiliary",
            "cone"));
  }

  /** The address that answers a query. */
  static String syncUrl(String baseUrl, String adql) {
    return baseUrl + "/tap/sync?LANG=ADQL&QUERY=" + encoded(adql);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

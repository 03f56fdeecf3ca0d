package org.almagest.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.almagest.catalog.Citation;

/** Citations of releases, as rows. */
final class CitationRows {

  private final Connection connection;

  CitationRows(Connection connection) {
    this.connection = connection;
  }

  /** By the name of the release. */
  Map<String, Citation> all() throws SQLException {
    Map<String, Citation> citations = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT release, article, acknowledgement, doi, creator, url"
                    + " FROM release_citation");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        citations.put(
            rows.getString(1),
            new Citation(
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6)));
      }
    }
    return citations;
  }

  /** Keeps what is said of a release that is there; what is not said stays. */
  void add(String release, Citation citation) throws SQLException {
    write(
        release,
        citation,
        " DO UPDATE SET article = coalesce(excluded.article, release_citation.article),"
            + " acknowledgement"
            + " = coalesce(excluded.acknowledgement, release_citation.acknowledgement),"
            + " doi = coalesce(excluded.doi, release_citation.doi),"
            + " creator = coalesce(excluded.creator, release_citation.creator),"
            + " url = coalesce(excluded.url, release_citation.url)");
  }

  /** Keeps what is said of a release that is there, unless something is known. */
  void addIfNone(String release, Citation citation) throws SQLException {
    write(release, citation, " DO NOTHING");
  }

  private void write(String release, Citation citation, String onConflict) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO release_citation (release, article, acknowledgement, doi, creator, url)"
                + " SELECT name, ?, ?, ?, ?, ? FROM release WHERE lower(name) = lower(?)"
                + " ON CONFLICT (release)"
                + onConflict)) {
      insert.setString(1, citation.article());
      insert.setString(2, citation.acknowledgement());
      insert.setString(3, citation.doi());
      insert.setString(4, citation.creator());
      insert.setString(5, citation.url());
      insert.setString(6, release);
      insert.executeUpdate();
    }
  }
}

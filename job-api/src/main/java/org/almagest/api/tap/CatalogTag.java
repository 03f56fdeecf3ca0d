package org.almagest.api.tap;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.almagest.api.tap.TableSetXml.Detail;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogSchema;
import org.almagest.engine.RecentlyUsed;

/**
 * Tells whether a catalog looks as it did before, so that clients need not read it again: a release
 * may have hundreds of thousands of columns.
 */
final class CatalogTag {
  private static final int KEPT = 256;

  private final RecentlyUsed<CatalogSchema, String> known = new RecentlyUsed<>(KEPT);

  /** The same text for catalogs that look the same; a weak entity tag (RFC 9110, section 8.8.3). */
  String of(Catalog catalog, Detail detail) {
    StringBuilder tag = new StringBuilder(detail.name());
    catalog.schemas().forEach(schema -> tag.append(known.get(schema, CatalogTag::digest)));
    MessageDigest whole = sha256();
    whole.update(tag.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return "W/\"" + HexFormat.of().formatHex(whole.digest(), 0, 16) + '"';
  }

  private static String digest(CatalogSchema schema) {
    MessageDigest digest = sha256();
    TableSetXml.write(
        new Catalog(List.of(schema)),
        Detail.MAX,
        new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

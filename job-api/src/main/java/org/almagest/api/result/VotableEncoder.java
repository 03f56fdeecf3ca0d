package org.almagest.api.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.StringElementSizer;
import uk.ac.starlink.votable.VOSerializer;
import uk.ac.starlink.votable.VOSerializerConfig;
import uk.ac.starlink.votable.VOTableVersion;

/**
 * VOTable 1.4. QUERY_STATUS stands before the table, where it says that the query was accepted, and
 * again after it if rows were cut or the engine failed on the way (DALI 1.1, section 4.4).
 */
final class VotableEncoder implements ResultEncoder {
  private final DataFormat serialization;

  VotableEncoder(DataFormat serialization) {
    this.serialization = serialization;
  }

  @Override
  public void encode(LimitedRows rows, String query, OutputStream out) throws IOException {
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
    VotableText.open(writer);
    VotableText.info(writer, "QUERY_STATUS", "OK", "");
    VotableText.info(writer, "QUERY", query, "");
    VotableText.info(writer, "standardID", "ivo://ivoa.net/std/TAP#sync-1.1", "");
    StarRows table = new StarRows(rows);
    VOSerializer.makeSerializer(
            new VOSerializerConfig(
                serialization, VOTableVersion.V14, StringElementSizer.ERROR_IF_USED, false),
            table)
        .writeInlineTableElement(writer);
    Optional<RuntimeException> failure = table.failure();
    if (failure.isPresent()) {
      VotableText.info(writer, "QUERY_STATUS", "ERROR", String.valueOf(failure.get().getMessage()));
    } else if (rows.overflow()) {
      VotableText.info(
          writer, "QUERY_STATUS", "OVERFLOW", "Rows were cut at " + rows.count() + " (MAXREC)");
    }
    VotableText.close(writer);
    writer.flush();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}

package org.almagest.api.result.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.backend.ResultColumn;
import org.almagest.catalog.CatalogColumn;
import org.almagest.hats.write.parquet.ParquetRows;
import org.jspecify.annotations.Nullable;

/**
 * Parquet, with a VOTable without data that says what the columns mean.
 *
 * @see <a href="https://www.ivoa.net/documents/Notes/VOParquet/">Parquet in the VO</a>
 */
final class ParquetEncoder implements ResultEncoder {

  @Override
  public void encode(LimitedRows rows, Provenance provenance, OutputStream out) throws IOException {
    List<CatalogColumn> columns = rows.columns().stream().map(ResultColumn::column).toList();
    try (ParquetRows parquet = ParquetRows.described(out, "result", columns, provenance.infos())) {
      @Nullable Object[] row = new Object[columns.size()];
      while (rows.advance()) {
        for (int column = 0; column < row.length; column++) {
          row[column] = rows.value(column);
        }
        parquet.write(row);
      }
      parquet.finish();
    }
  }
}

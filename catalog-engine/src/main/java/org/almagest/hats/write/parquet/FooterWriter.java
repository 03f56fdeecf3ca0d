package org.almagest.hats.write.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** Writes the footers of all files of a dataset as one, and one with the schema alone. */
public final class FooterWriter {

  private FooterWriter() {}

  /**
   * Writes {@code _metadata} and {@code _common_metadata}.
   *
   * @param footers those of the files, by path inside the dataset, in the order to write them
   * @param keyValues what else the second file says
   */
  public static void write(
      Path dataset,
      MessageType schema,
      Map<String, FileMetaData> footers,
      Map<String, String> keyValues)
      throws IOException {
    Files.createDirectories(dataset);
    FileMetaData all = ParquetOutput.metadata(schema, Map.of());
    List<RowGroup> groups = new ArrayList<>();
    footers.forEach(
        (path, footer) -> {
          for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
              chunk.setFile_path(path);
            }
            groups.add(group);
          }
        });
    all.setRow_groups(groups);
    all.setNum_rows(groups.stream().mapToLong(RowGroup::getNum_rows).sum());
    ParquetOutput.writeMetadata(dataset.resolve("_metadata"), all);
    ParquetOutput.writeMetadata(
        dataset.resolve("_common_metadata"), ParquetOutput.metadata(schema, keyValues));
  }
}

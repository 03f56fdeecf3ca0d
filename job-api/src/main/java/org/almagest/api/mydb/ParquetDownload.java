package org.almagest.api.mydb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.almagest.userdb.UserTable;

/** The files of a user table as they are: one Parquet file, or a ZIP archive of several. */
final class ParquetDownload {

  private ParquetDownload() {}

  static void send(UserTable table, HttpServletResponse response) throws IOException {
    List<Path> files;
    try (Stream<Path> folder = Files.list(table.table().files().root())) {
      files =
          folder
              .filter(file -> file.getFileName().toString().endsWith(".parquet"))
              .sorted()
              .toList();
    }
    String name = table.table().name();
    if (files.size() == 1) {
      response.setContentType("application/vnd.apache.parquet");
      attach(response, name + ".parquet");
      response.setContentLengthLong(Files.size(files.get(0)));
      Files.copy(files.get(0), response.getOutputStream());
      return;
    }
    response.setContentType("application/zip");
    attach(response, name + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
      zip.setLevel(0);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(name + "/" + file.getFileName()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  private static void attach(HttpServletResponse response, String file) {
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }
}

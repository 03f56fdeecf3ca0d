package org.almagest.api.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.catalog.DataDirectory;

/** A process that has read a part of a request, until its input ends or it is killed. */
public final class IncomingProcess {

  private IncomingProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (IncomingParts incoming = IncomingParts.open(new DataDirectory(Path.of(arguments[0])))) {
      Path part = Files.writeString(incoming.folder().resolve("upload_1.tmp"), "a,b\n1,2\n");
      System.out.write((part + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}

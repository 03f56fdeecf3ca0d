package org.almagest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.almagest.corpus.ColumnDefinition.Encoding;
import org.almagest.corpus.ColumnDefinition.FelisType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutfileRewriterTest {
  private static final List<ColumnDefinition> COLUMNS =
      List.of(
          ColumnDefinition.of("id", FelisType.LONG),
          new ColumnDefinition("bytes", FelisType.STRING, 8, Encoding.BINARY, "BINARY(4)"),
          ColumnDefinition.of("flag", FelisType.INTEGER));

  @TempDir Path folder;

  @Test
  void binary_values_become_hexadecimal_digits_whatever_they_hold() throws IOException {
    assertThat(rewritten("1\t\\0\\\t\\\n\\\\\t0\n2\t\\N\t\\N\n3\tN\u00ff\t7\n"))
        .isEqualTo("1\t00090A5C\t0\n2\t\\N\t\\N\n3\t4EFF\t7\n");
  }

  @Test
  void a_row_that_is_too_short_is_refused() {
    assertThatExceptionOfType(CorpusException.class)
        .isThrownBy(() -> rewritten("1\tA\n"))
        .withMessage("A row has 2 values instead of 3");
  }

  private String rewritten(String content) throws IOException {
    Path source = folder.resolve("source.tsv.gz");
    Path target = folder.resolve("target.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(source))) {
      out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    OutfileRewriter.rewrite(source, target, COLUMNS);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(target))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}

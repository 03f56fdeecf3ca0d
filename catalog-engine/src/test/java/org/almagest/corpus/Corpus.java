package org.almagest.corpus;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Where the queries of the corpus lie. */
final class Corpus {
  private Corpus() {}

  /** All queries, by name. */
  static List<CorpusQuery> queries() {
    return files("queries", CorpusQuery::parse);
  }

  /** All queries that must be refused, by name. */
  static List<CorpusRefusal> refusals() {
    return files("refusals", CorpusRefusal::parse);
  }

  private static <T> List<T> files(String folder, BiFunction<String, String, T> parser) {
    URL url = Corpus.class.getResource("/corpus/" + folder);
    if (url == null) {
      throw new CorpusException("The folder [corpus/" + folder + "] is not on the class path");
    }
    List<T> parsed = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
        parsed.add(parser.apply(name, Files.readString(file)));
      }
    } catch (IOException | URISyntaxException e) {
      throw new CorpusException("Cannot read the files of [" + url + "]", e);
    }
    return parsed;
  }
}

package org.almagest.corpus;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the queries and the data of the corpus lie. */
final class Corpus {
  private static final String DATA_VARIABLE = "ALMAGEST_CONFORMANCE_DATA";

  private Corpus() {}

  /** All queries, by name. */
  static List<CorpusQuery> queries() {
    URL folder = Corpus.class.getResource("/corpus/queries");
    if (folder == null) {
      throw new CorpusException("The folder [corpus/queries] is not on the class path");
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(Corpus::read)
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new CorpusException("Cannot list the queries in [" + folder + "]", e);
    }
  }

  /** The folder of the data sets; empty on a machine that does not have them. */
  static Optional<Path> data() {
    String named = System.getenv(DATA_VARIABLE);
    Path data = Path.of(named == null ? "../../shared/data" : named).toAbsolutePath().normalize();
    return Optional.of(data).filter(folder -> Files.isDirectory(folder.resolve("qserv")));
  }

  /** Why a test without data is skipped. */
  static String missingData() {
    return "No data sets in ../shared/data beside the project, nor where "
        + DATA_VARIABLE
        + " points to";
  }

  private static CorpusQuery read(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
    try {
      return CorpusQuery.parse(name, Files.readString(file));
    } catch (IOException e) {
      throw new CorpusException("Cannot read [" + file + "]", e);
    }
  }
}

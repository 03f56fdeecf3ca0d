package org.almagest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.adql.conformance.QuerySet;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Mutated queries compile or are refused by an AdqlException, each within a second. {@code
 * -Dalmagest.fuzz.queries=100000} tries more of them, {@code -Dalmagest.fuzz.seed=2} others.
 */
class MutationFuzzTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final int COUNT = Integer.getInteger("almagest.fuzz.queries", 2_000);
  private static final long SEED = Long.getLong("almagest.fuzz.seed", 1);

  @Test
  void noQueryBreaksTheCompilerOrHoldsItUp(TestReporter report) throws IOException {
    List<String> seeds = seeds();
    List<String> accepting =
        seeds.stream().filter(query -> Compilation.of(query).refusal() == null).toList();
    // Queries that compile are worth more: what is made of them comes further.
    Collections.nCopies(10, accepting).forEach(seeds::addAll);
    Mutation mutation = new Mutation(SEED, seeds);
    List<String> failures = new ArrayList<>();
    int accepted = 0;
    Duration longest = Duration.ZERO;
    for (int i = 0; i < COUNT; i++) {
      String query = mutation.next();
      try {
        Compilation outcome = Compilation.of(query);
        accepted += outcome.refusal() == null ? 1 : 0;
        longest = longest.compareTo(outcome.time()) > 0 ? longest : outcome.time();
        if (outcome.time().compareTo(Duration.ofSeconds(1)) > 0) {
          failures.add(outcome.time() + ": " + query);
        } else if (isUnexplained(outcome.refusal())) {
          failures.add(outcome.refusal().getCause() + ": " + query);
        }
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        failures.add(trace(e) + ": " + query);
      }
    }
    report.publishEntry(
        "mutated queries",
        COUNT + ", accepted " + accepted + ", failed " + failures.size() + ", longest " + longest);
    assertThat(failures).isEmpty();
    assertThat(accepted).as("accepted of %d", COUNT).isGreaterThan(COUNT / 20);
  }

  /** A failure of the planner's that was caught in the end. */
  private static boolean isUnexplained(AdqlException refusal) {
    return refusal != null
        && refusal.code() == AdqlErrorCode.UNSUPPORTED
        && refusal.getCause() != null
        && !(refusal.getCause() instanceof AdqlException);
  }

  private static String trace(Throwable failure) {
    return failure
        + Stream.of(failure.getStackTrace()).limit(12).map(f -> "\n    " + f).toList().toString();
  }

  /** The queries of the golden files, and the IVOA's where they are at hand. */
  private static List<String> seeds() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file : files.sorted().toList()) {
        queries.add(Files.readString(file).split("\n----\n", 2)[0]);
      }
    }
    if (Files.isDirectory(QuerySet.folder())) {
      QuerySet.read(QuerySet.folder()).forEach(query -> queries.add(query.adql()));
    }
    return queries;
  }
}

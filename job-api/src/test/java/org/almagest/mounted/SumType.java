package org.almagest.mounted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.almagest.api.job.Attempt;
import org.almagest.api.job.Job;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobFiles.Stored;
import org.almagest.api.job.JobResult;
import org.almagest.api.job.JobStates;
import org.almagest.api.job.JobType;
import org.almagest.api.job.Lane;
import org.almagest.api.job.Stoppable;

/** Adds numbers, slowly if it is asked to; a type of jobs that the service does not know. */
final class SumType implements JobType {
  static final String NAME = "sum";

  private final JobFiles files;
  private final Path notebooks;

  SumType(JobFiles files, Path notebooks) {
    this.files = files;
    this.notebooks = notebooks;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Lane lane() {
    return Lane.LONG;
  }

  @Override
  public void run(Attempt attempt) throws IOException, InterruptedException {
    Job job = attempt.job();
    Files.createDirectories(notebooks.resolve(job.id()));
    List<String> numbers = Arrays.asList(job.parameters().getOrDefault("NUMBERS", "").split(","));
    attempt.note(Map.of("numbers", numbers.size()));
    if (job.parameters().containsKey("SLEEP")) {
      sleep(attempt);
    }
    long sum = numbers.stream().mapToLong(Long::parseLong).sum();
    Stored total = write(attempt, "total", "txt", Long.toString(sum));
    Stored list = write(attempt, "list", "csv", String.join("\n", numbers));
    attempt.publish(
        numbers.size(),
        List.of(
            JobResult.file("total", "text/plain", total.name(), total.bytes())
                .with(Map.of("sum", sum)),
            JobResult.file("list", "text/csv", list.name(), list.bytes())));
  }

  /** Work that ends when it is stopped. */
  private static void sleep(Attempt attempt) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    attempt.attach((Stoppable) stopped::countDown);
    if (stopped.await(1, TimeUnit.MINUTES)) {
      attempt.checkNotStopped();
    }
  }

  private Stored write(Attempt attempt, String name, String extension, String text)
      throws IOException {
    return files.write(
        attempt, name, extension, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void remove(String job) {
    try {
      Files.deleteIfExists(notebooks.resolve(job));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void sweep(JobStates states) {
    try (Stream<Path> all = Files.list(notebooks)) {
      all.map(folder -> folder.getFileName().toString())
          .filter(states::isOver)
          .filter(job -> job.startsWith("lost"))
          .forEach(this::remove);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

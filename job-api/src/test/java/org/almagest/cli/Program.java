package org.almagest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almagest.api.ChildJvm;

/** The program {@code almagest} as a process of its own. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What a run ended with. */
  record Outcome(int exitCode, String out, String err) {

    /** Asserts that the run failed, and that its message was written for a person. */
    Outcome failedWith(int code) {
      assertThat(exitCode).as("exit code; standard error was: %s", err).isEqualTo(code);
      assertThat(err)
          .isNotBlank()
          .doesNotContain("Exception")
          .doesNotContain("\tat ")
          .doesNotContain("org.apache.", "org.almagest.", "java.", "null");
      return this;
    }

    /** Asserts that the run did what it was asked for. */
    Outcome succeeded() {
      assertThat(exitCode).as("exit code; standard error was: %s", err).isZero();
      return this;
    }
  }

  /** Starts a command and leaves it running. */
  static Program start(Path folder, String... arguments) {
    List<String> options =
        new ArrayList<>(
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .toList());
    options.addAll(List.of("-Xmx1500m", "-XX:+UseSerialGC", "-Duser.timezone=UTC"));
    try {
      Path out = Files.createTempFile(folder, "run-", ".out");
      Path err = Files.createTempFile(folder, "run-", ".err");
      ProcessBuilder builder =
          ChildJvm.of(Almagest.class, options, arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("ALMAGEST_"));
      return new Program(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs a command to its end. */
  static Outcome run(Path folder, String... arguments) throws InterruptedException {
    try (Program program = start(folder, arguments)) {
      return program.await();
    }
  }

  /** Waits for its end. */
  Outcome await() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ends in time; it said %s %s", out(), err())
        .isTrue();
    return new Outcome(process.exitValue(), out(), err());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed until now. */
  String out() {
    return read(out);
  }

  /** What it wrote to standard error until now. */
  String err() {
    return read(err);
  }

  /** Ends it as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as Ctrl-C does. */
  void end() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

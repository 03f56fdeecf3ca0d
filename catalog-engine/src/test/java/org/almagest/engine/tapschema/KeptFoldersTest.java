package org.almagest.engine.tapschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.almagest.engine.MadeTables.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFoldersTest {

  @TempDir Path root;
  private final KeptFolders<String> folders = new KeptFolders<>(3);

  private Hold hold(String key) {
    return folders.hold(key, root.resolve(key), folder -> Files.createFile(folder.resolve("file")));
  }

  private long count() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.count();
    }
  }

  @Test
  void onlyTheLastOnesStay() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      hold("k" + i).close();
    }
    assertThat(count()).isEqualTo(3);
    assertThat(root.resolve("k9999/file")).exists();
    assertThat(root.resolve("k9996")).doesNotExist();
  }

  @Test
  void whatIsReadIsNotRemoved() throws IOException {
    List<Hold> read = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      read.add(hold("read" + i));
    }
    for (int i = 0; i < 20; i++) {
      hold("k" + i).close();
    }
    for (int i = 0; i < 5; i++) {
      assertThat(root.resolve("read" + i).resolve("file")).exists();
    }
    read.forEach(Hold::close);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void closingTwiceGivesBackOnce() throws IOException {
    Hold other = hold("a");
    Hold hold = hold("a");
    hold.close();
    hold.close();
    for (int i = 0; i < 20; i++) {
      hold("k" + i).close();
    }
    assertThat(root.resolve("a/file")).exists();
    other.close();
  }

  @Test
  void folderThatWasRemovedIsMadeAgain() {
    hold("a").close();
    for (int i = 0; i < 20; i++) {
      hold("k" + i).close();
    }
    assertThat(root.resolve("a")).doesNotExist();
    hold("a").close();
    assertThat(root.resolve("a/file")).exists();
  }

  @Test
  void nobodyWaitsForTheFolderOfAnother() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Hold> slow =
        CompletableFuture.supplyAsync(
            () ->
                folders.hold(
                    "slow",
                    root.resolve("slow"),
                    folder -> {
                      begun.countDown();
                      await(end);
                    }));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 20; i++) {
                hold("k" + i).close();
              }
            });
    others.get(10, TimeUnit.SECONDS);
    assertThat(slow).isNotDone();
    end.countDown();
    slow.get(10, TimeUnit.SECONDS).close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void manyReadersNeverMissAFile() {
    AtomicInteger missing = new AtomicInteger();
    List<CompletableFuture<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 8; reader++) {
      int seed = reader;
      readers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 500; i++) {
                  String key = "k" + (i * (seed + 3) % 11);
                  Hold hold = hold(key);
                  if (!Files.exists(root.resolve(key).resolve("file"))) {
                    missing.incrementAndGet();
                  }
                  hold.close();
                }
              }));
    }
    readers.forEach(CompletableFuture::join);
    assertThat(missing).hasValue(0);
  }

  @Test
  void folderThatCannotBeMadeLeavesNothing() {
    assertThatThrownBy(
            () ->
                folders.hold(
                    "a",
                    root.resolve("a"),
                    folder -> {
                      Files.createFile(folder.resolve("half"));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("The tables of TAP_SCHEMA cannot be written")
        .hasRootCauseMessage("No space left on device");
    assertThat(root.resolve("a")).doesNotExist();
    hold("a").close();
    assertThat(root.resolve("a/file")).exists();
  }
}

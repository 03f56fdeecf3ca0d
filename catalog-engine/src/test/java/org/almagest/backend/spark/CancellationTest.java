package org.almagest.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicInteger cancelled = new AtomicInteger();
  private final Cancellation cancellation =
      new Cancellation(cancelled::incrementAndGet, running::get, later::add);

  @Test
  void isOneHoweverOftenItIsAskedFor() {
    for (int times = 0; times < 60; times++) {
      cancellation.request();
    }

    assertThat(later).hasSize(1);
    assertThat(cancelled).hasValue(60);
    later.remove().run();
    assertThat(later).hasSize(1);
  }

  @Test
  void endsWithTheExecutionAndDoesNotGoOn() {
    cancellation.request();
    running.set(false);
    later.remove().run();

    assertThat(later).isEmpty();
    assertThat(cancelled).hasValue(2);
  }
}

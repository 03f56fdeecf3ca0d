package org.almagest.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.almagest.api.identity.Principal;
import org.almagest.api.identity.User;
import org.almagest.api.job.QueueLimits.LaneLimits;
import org.almagest.api.limit.PerClass;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
  private static final Principal BUSY = Principal.ofDefaultClass(new User("busy"));
  private static final Principal OTHER = Principal.ofDefaultClass(new User("other"));
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> order = new CopyOnWriteArrayList<>();

  private static PerClass<LaneLimits> perUser(int limit) {
    return PerClass.same(new LaneLimits(limit, 0));
  }

  private CompletableFuture<Void> taker(FairPlaces places, Principal user) {
    int before = places.waiting();
    CompletableFuture<Void> taker =
        CompletableFuture.runAsync(
            () -> {
              try {
                assertThat(places.take(user, LONG)).isTrue();
                order.add(user.user().name());
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
            },
            task -> new Thread(task, "taker").start());
    await().until(() -> places.waiting() > before);
    return taker;
  }

  @Test
  void nextIsTheUserWithTheFewestPlaces() throws Exception {
    FairPlaces places = new FairPlaces(2, perUser(0));
    assertThat(places.take(BUSY, LONG)).isTrue();
    assertThat(places.take(BUSY, LONG)).isTrue();
    CompletableFuture<Void> third = taker(places, BUSY);
    CompletableFuture<Void> other = taker(places, OTHER);

    places.giveBack(BUSY);
    other.get();
    places.giveBack(BUSY);
    third.get();

    assertThat(order).containsExactly("other", "busy");
  }

  @Test
  void placesAreGivenUpAfterTheTime() throws Exception {
    FairPlaces places = new FairPlaces(1, perUser(0));
    assertThat(places.take(BUSY, LONG)).isTrue();

    assertThat(places.take(OTHER, Duration.ofMillis(50))).isFalse();
    assertThat(places.waiting()).isZero();
  }

  @Test
  void userAtTheLimitDoesNotHoldUpOthers() throws Exception {
    FairPlaces places = new FairPlaces(2, perUser(1));
    assertThat(places.take(BUSY, LONG)).isTrue();

    assertThat(places.take(BUSY, Duration.ofMillis(50))).isFalse();
    assertThat(places.take(OTHER, Duration.ofMillis(50))).isTrue();
  }

  @Test
  void classAtTheLimitDoesNotHoldUpOthers() throws Exception {
    FairPlaces places = new FairPlaces(3, PerClass.same(new LaneLimits(0, 1)));
    Principal guest = new Principal(new User("guest"), Set.of(), "guests");
    Principal friend = new Principal(new User("friend"), Set.of(), "guests");
    assertThat(places.take(guest, LONG)).isTrue();

    assertThat(places.take(friend, Duration.ofMillis(50))).isFalse();
    assertThat(places.take(BUSY, Duration.ofMillis(50))).isTrue();
    places.giveBack(guest);
    assertThat(places.take(friend, Duration.ofMillis(50))).isTrue();
  }
}

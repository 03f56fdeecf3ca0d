package org.almagest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
  @TempDir Path folder;

  @Test
  void everythingHasADefault() {
    ServiceSettings settings = ServiceSettings.load(Optional.empty(), Map.of());

    assertThat(settings.server().address()).isEqualTo("127.0.0.1");
    assertThat(settings.database().url()).as("the embedded server").isNull();
    assertThat(settings.jobs().lease()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.identity().localUser()).isEqualTo("local");
  }

  @Test
  void commandLineWeighsMoreThanTheFile() throws IOException {
    Path file = folder.resolve("almagest.yaml");
    Files.writeString(
        file,
        """
        almagest:
          server: {port: 1234, base-url: "https://tap.example.org/sky"}
          jobs: {async-workers: 7, sync-time-limit: 5m}
        """);

    ServiceSettings settings =
        ServiceSettings.load(Optional.of(file), Map.of("almagest.server.port", 99));

    assertThat(settings.server().port()).isEqualTo(99);
    assertThat(settings.server().baseUrl()).hasToString("https://tap.example.org/sky");
    assertThat(settings.jobs().asyncWorkers()).isEqualTo(7);
    assertThat(settings.jobs().syncTimeLimit()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void wrongValuesAreNamed() {
    assertThatThrownBy(
            () -> ServiceSettings.load(Optional.empty(), Map.of("almagest.server.port", 70000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("almagest.server.port must be from 0 to 65535, not [70000]");
    assertThatThrownBy(
            () -> ServiceSettings.load(Optional.empty(), Map.of("almagest.jobs.lease", "soon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("soon");
    assertThatThrownBy(
            () -> ServiceSettings.load(Optional.of(folder.resolve("none.yaml")), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.yaml");
  }
}

package org.almagest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almagest.api.limit.LimitSettings;
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

  private ServiceSettings load(String yaml) throws IOException {
    Path file = folder.resolve("almagest.yaml");
    Files.writeString(file, yaml);
    return ServiceSettings.load(Optional.of(file), Map.of());
  }

  @Test
  void firstClassOfTheFileThatNamesAUserIsTheUsers() throws IOException {
    LimitSettings limits =
        load("""
                almagest:
                  limits:
                    classes:
                      staff: {users: "ada, bob", long-jobs: 8}
                      course: {groups: students, long-jobs: 1}
                      alumni: {groups: "alumni, students", users: bob}
                      anonymous: {requests-per-second: 2}
                """)
            .limits();

    assertThat(limits.classes()).containsOnlyKeys("staff", "course", "alumni", "anonymous");
    assertThat(limits.classOf("ada", Set.of("students"))).isEqualTo("staff");
    assertThat(limits.classOf("eve", Set.of("alumni", "students"))).isEqualTo("course");
    assertThat(limits.classOf("eve", Set.of("alumni"))).isEqualTo("alumni");
    assertThat(limits.classOf("eve", Set.of())).isEqualTo("default");
  }

  @Test
  void wrongSettingsOfClassesAreNamed() {
    assertThatThrownBy(() -> load("almagest: {limits: {classes: {staff: {long-jbos: 1}}}}"))
        .hasMessageContaining("almagest.limits.classes.staff.long-jbos")
        .hasMessageContaining("long-jobs");
    assertThatThrownBy(() -> load("almagest: {limits: {classes: {staff: {long-jobs: -1}}}}"))
        .hasMessageContaining("must not be negative");
    assertThatThrownBy(() -> load("almagest: {limits: {classes: {default: {users: ada}}}}"))
        .hasMessageContaining("can name no users");
    assertThatThrownBy(() -> load("almagest: {limits: {classes: {staff: {upload-rows: -1}}}}"))
        .hasMessageContaining("rows");
  }
}

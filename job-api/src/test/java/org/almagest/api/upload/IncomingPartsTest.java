package org.almagest.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.almagest.api.ChildJvm;
import org.almagest.api.ServiceSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingPartsTest {
  @TempDir private Path root;

  @Test
  void partsOfKilledProcessesAreRemovedAtOnceAndThoseOfLivingOnesAreKept() throws Exception {
    DataDirectory directory = new DataDirectory(root);
    try (ChildJvm killed = ChildJvm.start(IncomingProcess.class, root.toString());
        ChildJvm living = ChildJvm.start(IncomingProcess.class, root.toString())) {
      Path left = Path.of(killed.line());
      Path kept = Path.of(living.line());
      killed.kill();
      assertThat(left).exists();

      try (IncomingParts own = IncomingParts.open(directory);
          IncomingParts another = IncomingParts.open(directory);
          Uploads uploads =
              new Uploads(
                  directory,
                  ServiceSettings.load(Optional.empty(), Map.of()).uploads(),
                  LimitSettings.NONE)) {
        assertThat(left.getParent()).as("at the start of the next").doesNotExist();
        uploads.sweep(job -> true);
        assertThat(kept).as("of a process that lives").exists();
        assertThat(own.folder()).isDirectory();
        assertThat(another.folder()).isDirectory().isNotEqualTo(own.folder());

        living.kill();
        uploads.sweep(job -> true);
        assertThat(kept.getParent()).as("once it is dead").doesNotExist();
        assertThat(own.folder()).isDirectory();
      }
    }
    try (var left = Files.list(directory.uploads().resolve(IncomingParts.FOLDER))) {
      assertThat(left).isEmpty();
    }
  }
}

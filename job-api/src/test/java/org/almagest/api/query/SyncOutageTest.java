package org.almagest.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.almagest.api.ServiceSettings;
import org.almagest.api.TestDatabase;
import org.almagest.api.job.Workers;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.upload.UploadParts;
import org.almagest.catalog.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SyncOutageTest {
  @TempDir private Path root;

  private final AtomicBoolean down = new AtomicBoolean();

  /** A database that can be away. */
  private final class Unsteady extends DelegatingDataSource {
    Unsteady() {
      super(TestDatabase.shared().dataSource());
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (down.get()) {
        throw new SQLException("the database is away", "08001");
      }
      return super.getConnection();
    }
  }

  /** As soon as the rows come the database goes. */
  private SyncQueries.Sink sink(OutputStream out) {
    return (ResultFormat format) -> {
      down.set(true);
      return out;
    };
  }

  @Test
  void answerIsWholeThoughTheDatabaseDiesBeforeItsEndIsRecorded() throws IOException {
    DataDirectory directory = new DataDirectory(root);
    ServiceSettings settings =
        ServiceSettings.load(Optional.empty(), Map.of("almagest.jobs.async-workers", 0));
    Unsteady database = new Unsteady();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (QueryService service =
        new QueryService(Workers.elsewhere(), settings, database, directory)) {
      service
          .sync()
          .run(
              QueryService.wanted(Map.of("QUERY", "SELECT rows=5", "RESPONSEFORMAT", "csv")),
              UploadParts.NONE,
              sink(answer));
      down.set(false);
    }

    assertThat(answer.toString(StandardCharsets.UTF_8).lines()).hasSize(6);
  }
}

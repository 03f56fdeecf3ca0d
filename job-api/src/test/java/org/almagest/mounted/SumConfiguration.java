package org.almagest.mounted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;
import org.almagest.api.job.Attempt;
import org.almagest.api.job.JobFiles;
import org.almagest.api.job.JobStates;
import org.almagest.api.job.JobType;
import org.almagest.api.job.Lane;
import org.almagest.api.uws.UwsMount;
import org.almagest.catalog.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A feature as any other: a type of jobs, and where its list is mounted. */
@Configuration(proxyBeanMethods = false)
class SumConfiguration {

  static Path notebooks(DataDirectory directory) {
    return directory.root().resolve("notebooks");
  }

  @Bean
  SumType sumType(JobFiles files, DataDirectory directory) throws IOException {
    return new SumType(files, Files.createDirectories(notebooks(directory)));
  }

  @Bean
  UwsMount sums() {
    return new UwsMount(
        "/api/sums",
        SumType.NAME,
        (job, parameters, parts) -> {
          if (!job.parameters().getOrDefault("NUMBERS", "").matches("-?[0-9]+(,-?[0-9]+)*")) {
            throw new ServiceException(Code.BAD_PARAMETER, "NUMBERS must be numbers, with commas");
          }
        },
        (job, xml) -> xml.element("numbers", String.valueOf(job.notes().get("numbers"))));
  }

  /** Its leftovers cannot be removed, which is nobody else's concern. */
  @Bean
  JobType brokenType() {
    return new JobType() {
      @Override
      public String name() {
        return "broken";
      }

      @Override
      public Lane lane() {
        return Lane.SHORT;
      }

      @Override
      public void run(Attempt attempt) {
        throw new UnsupportedOperationException("It is never run");
      }

      @Override
      public void sweep(JobStates states) {
        throw new IllegalStateException("Nothing of this type can be removed");
      }
    };
  }
}

package org.almagest.api.upload;

import static org.almagest.api.limit.ClassSettings.or;

import java.time.Duration;
import java.util.List;
import org.almagest.api.limit.ClassSettings;
import org.almagest.api.limit.LimitSettings;
import org.almagest.api.limit.PerClass;
import org.almagest.api.limit.TimeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What users may send along with a query: {@code almagest.uploads.*}.
 *
 * @param tables tables of one query
 * @param rows rows of one table
 * @param columns columns of one table
 * @param size all tables of one query together, unpacked
 * @param fetchTimeout how long it may take to fetch a table from a URL
 * @param allowedHosts names of hosts of the inside, separated by commas, from which tables may be
 *     fetched; any host outside is allowed
 */
@ConfigurationProperties("almagest.uploads")
public record UploadSettings(
    @DefaultValue("10") int tables,
    @DefaultValue("5000000") long rows,
    @DefaultValue("1000") int columns,
    @DefaultValue("256MB") DataSize size,
    @DefaultValue("60s") Duration fetchTimeout,
    @DefaultValue("") List<String> allowedHosts) {

  /** Checks the ranges; copies the list. */
  public UploadSettings {
    if (tables < 0 || rows < 0 || columns < 1 || size.isNegative()) {
      throw new IllegalArgumentException(
          "almagest.uploads.tables, rows and size must not be negative, columns at least 1");
    }
    if (fetchTimeout.isZero() || fetchTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "almagest.uploads.fetch-timeout must be more than nothing");
    }
    TimeRange.check("almagest.uploads.fetch-timeout", fetchTimeout);
    allowedHosts = allowedHosts.stream().filter(host -> !host.isBlank()).toList();
  }

  /** As they are for each class of users. */
  public PerClass<UploadSettings> perClass(LimitSettings limits) {
    return PerClass.of(this, limits, UploadSettings::within);
  }

  private UploadSettings within(ClassSettings said) {
    return new UploadSettings(
        or(said.uploadTables(), tables),
        or(said.uploadRows(), rows),
        columns,
        or(said.uploadSize(), size),
        fetchTimeout,
        allowedHosts);
  }
}

package org.almagest.api.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of jobs that this process knows. */
public final class JobTypes {
  private final Map<String, JobType> byName = new LinkedHashMap<>();

  /** These. */
  public JobTypes(List<JobType> types) {
    for (JobType type : types) {
      if (byName.put(type.name(), type) != null) {
        throw new IllegalArgumentException("Two types of jobs are called [" + type.name() + "]");
      }
    }
  }

  /** The type of that name; empty if the job was made by a process that knows more. */
  Optional<JobType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A type that is known. */
  JobType get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("There is no type of jobs [" + name + "]"));
  }

  Collection<JobType> all() {
    return byName.values();
  }

  String[] names() {
    return byName.keySet().toArray(String[]::new);
  }
}

package org.almagest.api.uws;

/**
 * A job list at an address of its own. A feature mounts one by a bean of this class.
 *
 * @param path from the address of the service on, such as {@code /tap/async}
 * @param type the name of the type of its jobs
 * @param input takes what is sent to a job besides parameters
 * @param info shows what the standard has no element for
 */
public record UwsMount(String path, String type, UwsInput input, UwsInfo info) {

  /** Checks the path. */
  public UwsMount {
    if (!path.matches("(/[a-z0-9-]+)+")) {
      throw new IllegalArgumentException("A job list cannot be mounted at [" + path + "]");
    }
  }

  /** One whose jobs have parameters alone, and no more to show than all jobs have. */
  public UwsMount(String path, String type) {
    this(path, type, UwsInput.NONE, UwsInfo.NONE);
  }
}

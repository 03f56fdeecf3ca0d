package org.almagest.api.log;

import java.util.Map;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.ThreadContext;
import org.jspecify.annotations.Nullable;

/** What each line that this thread logs says about the request and the job that it is for. */
public final class LogContext implements AutoCloseable {
  private static final String REQUEST = "request";

  private final CloseableThreadContext.Instance entries;

  private LogContext(Map<String, String> entries) {
    this.entries = CloseableThreadContext.putAll(entries);
  }

  /** Of a request, until it is closed. */
  public static LogContext ofRequest(String id) {
    return new LogContext(Map.of(REQUEST, id));
  }

  /**
   * Of a job that this thread runs, until it is closed.
   *
   * @param request that made the job
   */
  public static LogContext ofJob(String job, String user, @Nullable String request) {
    return new LogContext(
        request == null
            ? Map.of("job", job, "user", user)
            : Map.of("job", job, "user", user, REQUEST, request));
  }

  /** The id of the request that this thread is at work for, if there is one. */
  public static @Nullable String requestId() {
    return ThreadContext.get(REQUEST);
  }

  @Override
  public void close() {
    entries.close();
  }
}

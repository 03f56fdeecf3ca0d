package org.almagest.api.error;

/**
 * A failure as a user sees it.
 *
 * @param httpStatus the HTTP status of a synchronous answer
 * @param code stable, so that clients may test for it
 * @param message what is wrong and what to write instead
 * @param persistence whether the same request may succeed later (UWS 1.1, errorSummary/@type)
 */
public record Fault(int httpStatus, String code, String message, Persistence persistence) {

  /** Makes a legal text of the message, which may repeat what is in a file or a query. */
  public Fault {
    message = LegalText.replaced(message);
  }

  /** Whether the same request may succeed later. */
  public enum Persistence {
    /** The same request may succeed later. */
    TRANSIENT,
    /** The same request will never succeed. */
    FATAL
  }
}

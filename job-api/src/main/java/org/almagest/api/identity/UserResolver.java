package org.almagest.api.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whom a request comes from. */
@FunctionalInterface
public interface UserResolver {

  /** The user behind the request, and the user's class. */
  Caller callerOf(HttpServletRequest request);

  /** The user behind the request. */
  default User userOf(HttpServletRequest request) {
    return callerOf(request).user();
  }
}

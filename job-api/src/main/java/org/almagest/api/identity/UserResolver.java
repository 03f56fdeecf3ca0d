package org.almagest.api.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whom a request comes from. */
@FunctionalInterface
public interface UserResolver {

  /** The user behind the request. */
  User userOf(HttpServletRequest request);
}

package org.almagest.api.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whom a request comes from. */
@FunctionalInterface
public interface UserResolver {

  /** Who is behind the request. */
  Principal principalOf(HttpServletRequest request);
}

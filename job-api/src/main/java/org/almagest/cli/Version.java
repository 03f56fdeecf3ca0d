package org.almagest.cli;

/** The version of this program. */
final class Version {

  /** As the build file says. */
  static final String NUMBER = "0.1.0";

  private Version() {}
}

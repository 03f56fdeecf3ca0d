package org.almagest.api.web;

import org.almagest.api.error.LegalText;
import org.almagest.api.error.ServiceException;
import org.almagest.api.error.ServiceException.Code;

/** What a request may have at most, where no setting says it. */
public final class RequestLimits {
  /** Of the request line and the headers together [KiB]. */
  public static final int HEADER_KIB = 64;

  /** Of a form that is not in parts [MiB]. */
  public static final int FORM_MIB = 8;

  /** Parameters, each of their values counted. */
  public static final int PARAMETERS = 1000;

  /** What the server reads of them, so that who sends too many is told the limit. */
  public static final int PARAMETERS_READ = 10 * PARAMETERS;

  /** Parts of a multipart/form-data. */
  public static final int PARTS = 200;

  /** Names between the slashes of a path. */
  static final int PATH_PARTS = 32;

  /** Of one of them [characters]. */
  static final int PATH_PART = 1024;

  private static final int NAME = 128;
  private static final int QUERY = 1 << 20;
  private static final int VALUE = 1 << 17;

  /** TAP 1.1, section 2.7.5. */
  private static final int RUN_ID = 64;

  private RequestLimits() {}

  /**
   * Checks the name of a parameter.
   *
   * @throws ServiceException if it is too long, or has a character that no text may have
   */
  static String checkName(String name) {
    if (name.length() > NAME) {
      throw tooLong("The name of a parameter", NAME, name.length());
    }
    return LegalText.check("The name of a parameter", name);
  }

  /**
   * Checks the value of a parameter.
   *
   * @param name in upper case
   * @throws ServiceException if it is too long, or has a character that no text may have
   */
  public static String check(String name, String value) {
    int most =
        switch (name) {
          case "QUERY" -> QUERY;
          case "RUNID" -> RUN_ID;
          default -> VALUE;
        };
    if (value.length() > most) {
      throw tooLong(name, most, value.length());
    }
    return LegalText.check("The parameter " + name, value);
  }

  /**
   * Checks how many parameters there are.
   *
   * @throws ServiceException if they are too many
   */
  public static void checkCount(int parameters) {
    if (parameters > PARAMETERS) {
      throw new ServiceException(
          Code.BAD_PARAMETER,
          "There may be at most " + PARAMETERS + " parameters, not " + parameters);
    }
  }

  private static ServiceException tooLong(String what, int most, int length) {
    return new ServiceException(
        Code.BAD_PARAMETER, what + " must have at most " + most + " characters, not " + length);
  }
}

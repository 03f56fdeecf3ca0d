package org.almagest.adql.function;

import org.apache.calcite.sql.SqlFunction;

/**
 * A function that ADQL does not have of itself, in the form in which TAP declares it.
 *
 * @param signature such as {@code ivo_hasword(haystack TEXT, needle TEXT) -> INTEGER}
 * @param description what it does
 * @param operator how the validator knows it; functions of one name share it
 */
public record UserFunction(String signature, String description, SqlFunction operator) {}

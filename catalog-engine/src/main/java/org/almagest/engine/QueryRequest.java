package org.almagest.engine;

import java.util.OptionalLong;

/**
 * A query to plan.
 *
 * @param adql the text
 * @param maxRows rows to hand out at most; empty for all. To see whether rows were cut, ask for one
 *     more than are wanted
 */
public record QueryRequest(String adql, RoutePreference route, OptionalLong maxRows) {}

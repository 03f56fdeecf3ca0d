package org.almagest.backend;

/**
 * How much a query asks of a back end.
 *
 * @param rows an estimate of the rows that are left to read after pruning
 * @param line the rows from which on an engine of many machines is worth its start, for a query of
 *     this kind: what the operator has set
 */
public record Workload(long rows, long line) {}

package org.almagest.engine;

import org.almagest.plan.rewrite.StagedSides.Stage;

/**
 * An input of a match that is run by itself.
 *
 * @param plan of its rows
 */
record StagedRows(Stage stage, QueryPlan plan) {}

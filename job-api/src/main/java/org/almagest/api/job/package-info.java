/**
 * What all jobs have in common, whatever their type does: their record, their phases, the store
 * that leases them, the workers that run them, and the sweep behind them.
 */
@NullMarked
package org.almagest.api.job;

import org.jspecify.annotations.NullMarked;

/**
 * Queries, the first type of jobs: planned against what their user may see, run in an engine, into
 * a file, a user table, or to a caller who waits. Front ends submit them; none is known here.
 */
@NullMarked
package org.almagest.api.query;

import org.jspecify.annotations.NullMarked;

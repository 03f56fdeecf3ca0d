/** Small queries, in DuckDB inside this process. */
@NullMarked
package org.almagest.backend.duckdb;

import org.jspecify.annotations.NullMarked;

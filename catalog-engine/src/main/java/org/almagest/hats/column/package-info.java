/**
 * Columns of Parquet files, decoded page by page into arrays of primitives, and written from them.
 */
@NullMarked
package org.almagest.hats.column;

import org.jspecify.annotations.NullMarked;

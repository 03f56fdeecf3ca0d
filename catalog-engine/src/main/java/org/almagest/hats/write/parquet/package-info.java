/** Parquet files, written column by column. */
@NullMarked
package org.almagest.hats.write.parquet;

import org.jspecify.annotations.NullMarked;

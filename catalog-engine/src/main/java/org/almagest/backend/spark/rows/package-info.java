/** Rows of a result on their way from Spark's tasks to the driver, through files. */
@NullMarked
package org.almagest.backend.spark.rows;

import org.jspecify.annotations.NullMarked;

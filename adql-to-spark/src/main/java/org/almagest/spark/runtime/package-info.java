/** Runs a program inside Spark: sky functions, scans, SQL; without Calcite. */
@NullMarked
package org.almagest.spark.runtime;

import org.jspecify.annotations.NullMarked;

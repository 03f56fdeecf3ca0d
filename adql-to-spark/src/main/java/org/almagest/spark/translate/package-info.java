/** Spark SQL as a target; Calcite, no Spark. */
@NullMarked
package org.almagest.spark.translate;

import org.jspecify.annotations.NullMarked;

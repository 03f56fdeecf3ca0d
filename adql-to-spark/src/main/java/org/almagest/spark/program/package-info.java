/** What is sent to Spark: records without Calcite and without Spark. */
@NullMarked
package org.almagest.spark.program;

import org.jspecify.annotations.NullMarked;

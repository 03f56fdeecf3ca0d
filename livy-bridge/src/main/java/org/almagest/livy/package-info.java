/** Spark sessions and batches through Apache Livy. Nothing lives here yet. */
@NullMarked
package org.almagest.livy;

import org.jspecify.annotations.NullMarked;

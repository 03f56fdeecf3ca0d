/** HATS catalogs and their match as formats of Spark, on its public interface alone. */
@NullMarked
package org.almagest.hats.spark;

import org.jspecify.annotations.NullMarked;

/** Large scans and sky matches, on Spark. */
@NullMarked
package org.almagest.backend.spark;

import org.jspecify.annotations.NullMarked;

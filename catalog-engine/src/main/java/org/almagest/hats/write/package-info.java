/** Writes HATS catalogs: partitions, margins, indexes, maps and their metadata; no Spark. */
@NullMarked
package org.almagest.hats.write;

import org.jspecify.annotations.NullMarked;

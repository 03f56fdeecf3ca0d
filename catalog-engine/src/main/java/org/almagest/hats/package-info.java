/** HATS catalogs on disk: layout, properties, partitions; no Spark. */
@NullMarked
package org.almagest.hats;

import org.jspecify.annotations.NullMarked;

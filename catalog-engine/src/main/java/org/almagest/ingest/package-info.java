/** Raw files into HATS catalogs, as a Spark job. */
@NullMarked
package org.almagest.ingest;

import org.jspecify.annotations.NullMarked;

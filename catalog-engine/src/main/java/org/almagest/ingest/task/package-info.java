/** The steps of an ingest, run by threads or as Spark jobs. */
@NullMarked
package org.almagest.ingest.task;

import org.jspecify.annotations.NullMarked;

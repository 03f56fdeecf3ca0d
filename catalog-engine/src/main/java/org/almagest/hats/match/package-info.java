/** The match of two HATS catalogs, part by part of the sky: planned here, and run without Spark. */
@NullMarked
package org.almagest.hats.match;

import org.jspecify.annotations.NullMarked;

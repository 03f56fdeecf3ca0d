/** Catalog metadata in PostgreSQL. */
@NullMarked
package org.almagest.catalog.store;

import org.jspecify.annotations.NullMarked;

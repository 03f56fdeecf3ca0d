/**
 * The acceptance corpus: real catalogs, ADQL queries on them, and the answers that PostgreSQL gives
 * over the same raw data.
 */
@NullMarked
package org.almagest.corpus;

import org.jspecify.annotations.NullMarked;

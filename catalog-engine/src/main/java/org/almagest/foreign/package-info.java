/**
 * Reads tables that others wrote, and refuses what is not whole or not what it declares: one reader
 * for what users upload and for what operators ingest.
 */
@NullMarked
package org.almagest.foreign;

import org.jspecify.annotations.NullMarked;

/** Queries that nobody would write: none may break the compiler or hold it up. */
@NullMarked
package org.almagest.fuzz;

import org.jspecify.annotations.NullMarked;

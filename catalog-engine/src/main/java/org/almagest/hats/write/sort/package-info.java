/** Rows that are brought into the order of their keys with bounded memory. */
@NullMarked
package org.almagest.hats.write.sort;

import org.jspecify.annotations.NullMarked;

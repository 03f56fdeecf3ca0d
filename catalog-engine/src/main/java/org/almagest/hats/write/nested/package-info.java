/** Collections with lists of rows inside of rows. */
@NullMarked
package org.almagest.hats.write.nested;

import org.jspecify.annotations.NullMarked;

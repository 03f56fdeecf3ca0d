/** Values of a column in memory, and where they wait on disk. */
@NullMarked
package org.almagest.hats.write.block;

import org.jspecify.annotations.NullMarked;

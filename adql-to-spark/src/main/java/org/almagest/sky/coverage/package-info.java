/** The HEALPix cells that regions touch. */
@NullMarked
package org.almagest.sky.coverage;

import org.jspecify.annotations.NullMarked;

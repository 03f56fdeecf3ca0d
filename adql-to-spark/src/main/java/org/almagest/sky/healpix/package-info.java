/** HEALPix cells in the nested scheme, and ranges of them. */
@NullMarked
package org.almagest.sky.healpix;

import org.jspecify.annotations.NullMarked;

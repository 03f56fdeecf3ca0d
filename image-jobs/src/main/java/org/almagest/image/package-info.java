/** Image jobs over FITS files. Nothing lives here yet. */
@NullMarked
package org.almagest.image;

import org.jspecify.annotations.NullMarked;

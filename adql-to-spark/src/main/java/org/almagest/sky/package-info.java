/** Angles, positions and HEALPix on the celestial sphere; the JDK only. */
@NullMarked
package org.almagest.sky;

import org.jspecify.annotations.NullMarked;

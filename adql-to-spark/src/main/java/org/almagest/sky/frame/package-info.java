/** Frames of coordinates, and the way from one to another. */
@NullMarked
package org.almagest.sky.frame;

import org.jspecify.annotations.NullMarked;

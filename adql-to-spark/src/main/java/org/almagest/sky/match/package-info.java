/** The sky match itself: which positions of two lists lie close to one another. */
@NullMarked
package org.almagest.sky.match;

import org.jspecify.annotations.NullMarked;

/** How the positions of stars change with time. */
@NullMarked
package org.almagest.sky.motion;

import org.jspecify.annotations.NullMarked;

/** Units of measurement as the VO writes them, and the factors between them; the JDK only. */
@NullMarked
package org.almagest.units;

import org.jspecify.annotations.NullMarked;

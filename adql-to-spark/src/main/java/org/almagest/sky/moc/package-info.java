/** Multi-order coverage maps (MOC 2.0), and the forms that they are written in. */
@NullMarked
package org.almagest.sky.moc;

import org.jspecify.annotations.NullMarked;

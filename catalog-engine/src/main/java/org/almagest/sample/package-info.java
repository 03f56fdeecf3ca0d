/** A small sky survey that never was: raw files to try an installation on. */
@NullMarked
package org.almagest.sample;

import org.jspecify.annotations.NullMarked;

/** Positions and regions as texts: DALI, STC-S, sexagesimal. */
@NullMarked
package org.almagest.sky.text;

import org.jspecify.annotations.NullMarked;

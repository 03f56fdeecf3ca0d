/** The functions that engines run in Java, so that each engine computes the same; JDK and sky. */
@NullMarked
package org.almagest.function;

import org.jspecify.annotations.NullMarked;

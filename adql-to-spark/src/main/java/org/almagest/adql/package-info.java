/** The entry to ADQL: {@code AdqlCompiler} turns text into an {@code AdqlQuery}. */
@NullMarked
package org.almagest.adql;

import org.jspecify.annotations.NullMarked;

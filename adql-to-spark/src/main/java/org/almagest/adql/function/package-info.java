/** The functions of ADQL and the types of its geometries. */
@NullMarked
package org.almagest.adql.function;

import org.jspecify.annotations.NullMarked;

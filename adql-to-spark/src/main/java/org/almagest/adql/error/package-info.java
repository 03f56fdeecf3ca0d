/** The one exception of the ADQL front end, with its codes. */
@NullMarked
package org.almagest.adql.error;

import org.jspecify.annotations.NullMarked;

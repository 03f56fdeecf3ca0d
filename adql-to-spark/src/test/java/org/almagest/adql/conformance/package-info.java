/** ADQL as the IVOA's own query sets judge it. */
@NullMarked
package org.almagest.adql.conformance;

import org.jspecify.annotations.NullMarked;

/**
 * Validated plan to the primitives that back ends are asked about, with sky restrictions and sky
 * matches found.
 */
@NullMarked
package org.almagest.adql.lower;

import org.jspecify.annotations.NullMarked;

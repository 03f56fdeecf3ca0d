/** Text to syntax tree: limits, the grammar generated from Calcite's, ADQL's own syntax rules. */
@NullMarked
package org.almagest.adql.parse;

import org.jspecify.annotations.NullMarked;

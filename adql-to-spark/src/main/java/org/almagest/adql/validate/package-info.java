/**
 * Names and types: Calcite's validator with ADQL's functions, and its errors in the user's words.
 */
@NullMarked
package org.almagest.adql.validate;

import org.jspecify.annotations.NullMarked;

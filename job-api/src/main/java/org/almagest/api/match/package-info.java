/** A match of two tables by a plain form, which becomes a job as TAP has them. */
@NullMarked
package org.almagest.api.match;

import org.jspecify.annotations.NullMarked;

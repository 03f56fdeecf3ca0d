/** Rows as bytes: the formats of results. */
@NullMarked
package org.almagest.api.result.encode;

import org.jspecify.annotations.NullMarked;

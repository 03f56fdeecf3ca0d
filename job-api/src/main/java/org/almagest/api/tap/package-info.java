/** TAP 1.1: synchronous queries and the VOSI resources. */
@NullMarked
package org.almagest.api.tap;

import org.jspecify.annotations.NullMarked;

/** Who asks, and what that user may query. */
@NullMarked
package org.almagest.api.identity;

import org.jspecify.annotations.NullMarked;

/** Failures as users see them: one mapping from every module's codes. */
@NullMarked
package org.almagest.api.error;

import org.jspecify.annotations.NullMarked;

/** Rewrites of plans for what a back end can run. */
@NullMarked
package org.almagest.plan.rewrite;

import org.jspecify.annotations.NullMarked;

/** The entry to queries: plan one, choose its back end, run it. */
@NullMarked
package org.almagest.engine;

import org.jspecify.annotations.NullMarked;

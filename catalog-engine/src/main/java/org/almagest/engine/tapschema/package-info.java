/** TAP_SCHEMA: the catalog as tables that can be queried. */
@NullMarked
package org.almagest.engine.tapschema;

import org.jspecify.annotations.NullMarked;

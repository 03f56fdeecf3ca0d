/** The catalog as a Calcite schema. */
@NullMarked
package org.almagest.engine.schema;

import org.jspecify.annotations.NullMarked;

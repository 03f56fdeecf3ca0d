/** Sources nested into the objects that they belong to. */
@NullMarked
package org.almagest.ingest.nest;

import org.jspecify.annotations.NullMarked;

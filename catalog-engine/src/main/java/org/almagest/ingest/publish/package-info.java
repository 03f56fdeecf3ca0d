/** How a table that is written takes its place at once or not at all. */
@NullMarked
package org.almagest.ingest.publish;

import org.jspecify.annotations.NullMarked;

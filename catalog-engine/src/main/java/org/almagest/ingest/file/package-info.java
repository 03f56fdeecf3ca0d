/** Files of tables as people have them, read row by row. */
@NullMarked
package org.almagest.ingest.file;

import org.jspecify.annotations.NullMarked;

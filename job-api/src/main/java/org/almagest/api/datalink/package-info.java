/** What belongs to a row: links, and the queries that they lead to (DataLink 1.1). */
@NullMarked
package org.almagest.api.datalink;

import org.jspecify.annotations.NullMarked;

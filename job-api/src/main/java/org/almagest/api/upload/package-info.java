/** Tables that users send along with queries: received, fetched, read, and removed again. */
@NullMarked
package org.almagest.api.upload;

import org.jspecify.annotations.NullMarked;

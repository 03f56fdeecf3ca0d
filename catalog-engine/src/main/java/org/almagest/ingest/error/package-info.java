/** What an ingest says to the person who can act. */
@NullMarked
package org.almagest.ingest.error;

import org.jspecify.annotations.NullMarked;

/** Jobs of every type as JSON, and what happens to them as a stream of events. */
@NullMarked
package org.almagest.api.jobjson;

import org.jspecify.annotations.NullMarked;

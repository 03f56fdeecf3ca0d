/** The state of the service as JSON. */
@NullMarked
package org.almagest.api.status;

import org.jspecify.annotations.NullMarked;

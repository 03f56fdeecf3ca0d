/** Jobs: their record, their phases, the store that leases them, and the workers that run them. */
@NullMarked
package org.almagest.api.job;

import org.jspecify.annotations.NullMarked;

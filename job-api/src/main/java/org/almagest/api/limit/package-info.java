/** Classes of users, each with limits of its own. */
@NullMarked
package org.almagest.api.limit;

import org.jspecify.annotations.NullMarked;

/** Qserv as a target: MySQL's SQL in the shapes that Qserv takes. */
@NullMarked
package org.almagest.backend.qserv;

import org.jspecify.annotations.NullMarked;

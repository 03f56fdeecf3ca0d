/** The service program: its composition root. */
@NullMarked
package org.almagest.api;

import org.jspecify.annotations.NullMarked;

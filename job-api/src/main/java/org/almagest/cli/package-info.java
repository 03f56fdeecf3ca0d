/** The command line. */
@NullMarked
package org.almagest.cli;

import org.jspecify.annotations.NullMarked;

/** Makes HATS catalogs that others wrote tables of a release, where they are. */
@NullMarked
package org.almagest.register;

import org.jspecify.annotations.NullMarked;

/** Readers of catalog descriptions: Felis YAML. */
@NullMarked
package org.almagest.catalog.load;

import org.jspecify.annotations.NullMarked;

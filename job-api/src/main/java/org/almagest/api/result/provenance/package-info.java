/** What a result tells of where it comes from, and what can be asked of its rows. */
@NullMarked
package org.almagest.api.result.provenance;

import org.jspecify.annotations.NullMarked;

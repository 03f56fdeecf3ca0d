/** Plans to SQL text: targets, their spellings, and the renderer. */
@NullMarked
package org.almagest.sql;

import org.jspecify.annotations.NullMarked;

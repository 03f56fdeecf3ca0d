/** User tables over HTTP. */
@NullMarked
package org.almagest.api.mydb;

import org.jspecify.annotations.NullMarked;

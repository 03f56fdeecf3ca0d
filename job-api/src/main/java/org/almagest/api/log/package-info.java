/** What log lines say about the request and the job that they belong to. */
@NullMarked
package org.almagest.api.log;

import org.jspecify.annotations.NullMarked;

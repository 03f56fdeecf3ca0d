/** Results of queries: formats, encoders that stream, and files of results. */
@NullMarked
package org.almagest.api.result;

import org.jspecify.annotations.NullMarked;

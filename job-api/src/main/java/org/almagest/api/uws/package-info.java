/** UWS 1.1: the asynchronous job list of TAP, and jobs as JSON. */
@NullMarked
package org.almagest.api.uws;

import org.jspecify.annotations.NullMarked;

/**
 * UWS 1.1 as a library: a job list with its jobs, mounted for a type of jobs at a path that the
 * feature of the type names.
 */
@NullMarked
package org.almagest.api.uws;

import org.jspecify.annotations.NullMarked;

/** The IVOA's query sets, compiled and run over tables made for each query. */
@NullMarked
package org.almagest.conformance;

import org.jspecify.annotations.NullMarked;

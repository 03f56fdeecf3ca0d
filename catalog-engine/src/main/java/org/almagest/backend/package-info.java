/** What a back end is: whether it supports a query, and how it runs it. */
@NullMarked
package org.almagest.backend;

import org.jspecify.annotations.NullMarked;

/** What the HTTP features share: parameters, addresses, XML, and error documents. */
@NullMarked
package org.almagest.api.web;

import org.jspecify.annotations.NullMarked;

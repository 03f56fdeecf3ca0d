/** What the web server itself answers, before or beside the controllers. */
@NullMarked
package org.almagest.api.server;

import org.jspecify.annotations.NullMarked;

/**
 * The PostgreSQL of an installation: embedded or external, its pool and migrations, and the lock of
 * a data directory.
 */
@NullMarked
package org.almagest.api.database;

import org.jspecify.annotations.NullMarked;

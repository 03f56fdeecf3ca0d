/** Tables that an operator keeps in a database server: PostgreSQL's SQL. */
@NullMarked
package org.almagest.backend.relational;

import org.jspecify.annotations.NullMarked;

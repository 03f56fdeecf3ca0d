/** User databases (MyDB): tables of users as versioned Parquet. */
@NullMarked
package org.almagest.userdb;

import org.jspecify.annotations.NullMarked;

/** What users query: releases, tables, columns and where their files lie; the JDK only. */
@NullMarked
package org.almagest.catalog;

import org.jspecify.annotations.NullMarked;

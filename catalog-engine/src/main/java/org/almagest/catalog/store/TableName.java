package org.almagest.catalog.store;

/** A table as its rows name it. */
record TableName(String release, String table) {}

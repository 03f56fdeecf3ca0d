package org.almagest.api.datalink;

/**
 * A row that somebody asks for, which need not be there.
 *
 * @param literal its identifier as a query writes it
 * @param key its identifier as {@link RowReader} tells it
 */
record WantedRow(Relations relations, String literal, String key) {}

-- What the text of a column is, such as a point, so that a geometry that is stored is one when read.
ALTER TABLE table_column ADD COLUMN xtype text;

ALTER TABLE user_table_column ADD COLUMN xtype text;

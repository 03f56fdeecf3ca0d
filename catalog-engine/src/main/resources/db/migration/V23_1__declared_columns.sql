-- How a VOTable declares a column whose values its type and xtype do not tell, such as an array.
ALTER TABLE user_table_column ADD COLUMN datatype text;
ALTER TABLE user_table_column ADD COLUMN arraysize text;

-- What is told of a table beyond its columns, and queries to learn from.
ALTER TABLE release_table ADD COLUMN utype text;
ALTER TABLE release_table ADD COLUMN table_index integer;

CREATE TABLE table_key (
  release        text    NOT NULL,
  table_name     text    NOT NULL,
  position       integer NOT NULL,
  name           text    NOT NULL,
  columns        text[]  NOT NULL,
  target_table   text    NOT NULL, -- of the same release; need not be there
  target_columns text[]  NOT NULL,
  description    text,
  utype          text,
  PRIMARY KEY (release, table_name, position),
  FOREIGN KEY (release, table_name) REFERENCES release_table (release, name) ON DELETE CASCADE
);

CREATE TABLE table_group (
  release     text    NOT NULL,
  table_name  text    NOT NULL,
  position    integer NOT NULL,
  name        text    NOT NULL,
  kind        text    NOT NULL,
  description text,
  ucd         text,
  columns     text[]  NOT NULL,
  roles       text[]  NOT NULL, -- as many as columns
  of_columns  text[]  NOT NULL, -- as many as columns; names separated by a line feed
  PRIMARY KEY (release, table_name, position),
  FOREIGN KEY (release, table_name) REFERENCES release_table (release, name) ON DELETE CASCADE
);

CREATE TABLE release_example (
  release     text    NOT NULL REFERENCES release (name) ON DELETE CASCADE,
  position    integer NOT NULL,
  name        text    NOT NULL,
  description text,
  adql        text    NOT NULL,
  PRIMARY KEY (release, position)
);

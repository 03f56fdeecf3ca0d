-- Tables of users. The files of a version lie in mydb/OWNER/FOLDED/VERSION; the row here makes one of
-- them the table.
CREATE TABLE user_table (
  owner       text        NOT NULL,
  folded      text        NOT NULL, -- the name in lower case
  name        text        NOT NULL, -- as it was written
  version     text        NOT NULL,
  row_count   bigint      NOT NULL,
  byte_count  bigint      NOT NULL,
  description text,
  ra_column   text,
  dec_column  text,
  job         text,                 -- the job that wrote it
  adql        text,                 -- the query of that job
  created     timestamptz NOT NULL,
  PRIMARY KEY (owner, folded)
);

CREATE TABLE user_table_column (
  owner       text NOT NULL,
  folded      text NOT NULL,
  position    int  NOT NULL,
  name        text NOT NULL,
  type        text NOT NULL,
  unit        text,
  ucd         text,
  utype       text,
  description text,
  visibility  text NOT NULL,
  access      text NOT NULL,
  PRIMARY KEY (owner, folded, position),
  FOREIGN KEY (owner, folded) REFERENCES user_table (owner, folded) ON DELETE CASCADE
);

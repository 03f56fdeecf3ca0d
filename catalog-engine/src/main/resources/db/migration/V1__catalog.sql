-- What users query: releases, their tables, and where the files of the current version lie.

CREATE TABLE release (
  name        text PRIMARY KEY,
  description text,
  created_at  timestamptz NOT NULL DEFAULT now()
);

-- In ADQL a name is the same in any case.
CREATE UNIQUE INDEX release_name_key ON release (lower(name));

CREATE TABLE release_table (
  release     text   NOT NULL REFERENCES release (name) ON DELETE CASCADE,
  name        text   NOT NULL,
  description text,
  layout      text   NOT NULL CHECK (layout IN ('HATS', 'PARQUET')),
  location    text   NOT NULL,
  row_count   bigint NOT NULL CHECK (row_count >= 0),
  byte_count  bigint NOT NULL CHECK (byte_count >= 0),
  ra_column   text,
  dec_column  text,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (release, name),
  CHECK ((ra_column IS NULL) = (dec_column IS NULL))
);

CREATE UNIQUE INDEX release_table_name_key ON release_table (lower(release), lower(name));

COMMENT ON COLUMN release_table.location IS
  'The folder of the current version, relative to the data directory, separated by slashes';

CREATE TABLE table_column (
  release      text    NOT NULL,
  table_name   text    NOT NULL,
  position     integer NOT NULL,
  name         text    NOT NULL,
  type         text    NOT NULL,
  unit         text,
  ucd          text,
  utype        text,
  description  text,
  is_principal boolean NOT NULL,
  is_indexed   boolean NOT NULL,
  PRIMARY KEY (release, table_name, position),
  FOREIGN KEY (release, table_name) REFERENCES release_table (release, name) ON DELETE CASCADE
);

-- One row, raised by every change, so that readers need not read an unchanged catalog again.
CREATE TABLE catalog_version (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);

INSERT INTO catalog_version (version) VALUES (1);

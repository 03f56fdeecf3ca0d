-- Every version of a table of a user has a row, from before its first file is written until after its last
-- is removed. The name stands for the version that is CURRENT.
CREATE TABLE user_table_version (
  id          text        PRIMARY KEY,
  owner       text        NOT NULL,
  folded      text        NOT NULL, -- the name in lower case
  name        text        NOT NULL, -- as it was written
  state       text        NOT NULL CHECK (state IN
    ('WRITING', 'CURRENT', 'SUPERSEDED', 'DROPPED', 'DISCARDED', 'REMOVING')),
  writer      text        NOT NULL, -- its kind, and which of that kind
  folder      text        NOT NULL UNIQUE, -- in mydb, separated by slashes
  began       timestamptz NOT NULL,
  committed   timestamptz,
  ended       timestamptz,          -- when it was superseded, dropped or discarded
  removing    timestamptz,          -- since when its files are removed
  row_count   bigint,
  byte_count  bigint,
  description text,
  ra_column   text,
  dec_column  text,
  job         text,                 -- the job that wrote it
  adql        text                  -- the query of that job
);

INSERT INTO user_table_version (id, owner, folded, name, state, writer, folder, began, committed, row_count,
                                byte_count, description, ra_column, dec_column, job, adql)
SELECT gen_random_uuid()::text, owner, folded, name, 'CURRENT', coalesce('job ' || job, 'unknown'),
       owner || '/' || folded || '/' || version, created, created, row_count, byte_count, description,
       ra_column, dec_column, job, adql
  FROM user_table;

CREATE UNIQUE INDEX user_table_current ON user_table_version (owner, folded) WHERE state = 'CURRENT';
CREATE INDEX user_table_over ON user_table_version (state) WHERE state <> 'CURRENT';

-- The columns are those of the version, which may become the table again.
ALTER TABLE user_table_column ADD COLUMN version text;
UPDATE user_table_column AS c SET version = v.id
  FROM user_table_version AS v WHERE v.owner = c.owner AND v.folded = c.folded;
ALTER TABLE user_table_column DROP COLUMN owner CASCADE, DROP COLUMN folded CASCADE;
ALTER TABLE user_table_column ALTER COLUMN version SET NOT NULL, ADD PRIMARY KEY (version, position),
  ADD FOREIGN KEY (version) REFERENCES user_table_version (id) ON DELETE CASCADE;
DROP TABLE user_table;

-- A process that reads or writes versions, and lives as long as it says so.
CREATE TABLE version_holder (
  id          uuid        PRIMARY KEY,
  alive_until timestamptz NOT NULL,
  silent      timestamptz           -- when a sweep found that it had not said so
);

-- What is held is not removed.
CREATE TABLE version_hold (
  version text NOT NULL REFERENCES user_table_version (id) ON DELETE CASCADE,
  holder  uuid NOT NULL REFERENCES version_holder (id) ON DELETE CASCADE,
  PRIMARY KEY (version, holder)
);
CREATE INDEX version_hold_holder ON version_hold (holder);

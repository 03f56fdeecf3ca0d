-- Lanes: a job waits among the short ones until it is planned; what turns out long waits among the long.
ALTER TABLE job ADD COLUMN lane text NOT NULL DEFAULT 'SHORT'; -- SHORT or LONG

DROP INDEX job_work;
CREATE INDEX job_work ON job (owner, lane, queued)
  WHERE kind = 'ASYNC' AND phase IN ('QUEUED', 'EXECUTING');

-- When each user had a worker last, so that users take turns.
CREATE TABLE queue_turn (
  owner text        PRIMARY KEY,
  taken timestamptz NOT NULL
);

-- Jobs that are gone and whose files may not be: whoever removes a job may die before it removes them.
CREATE TABLE removed_job (
  id      text        PRIMARY KEY,
  removed timestamptz NOT NULL
);

ALTER TABLE job ADD COLUMN request_id text;

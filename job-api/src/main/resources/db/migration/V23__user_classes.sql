-- The class of the user when the job was made (almagest.limits.classes); one that the settings do not have
-- counts as the default one.
ALTER TABLE job ADD COLUMN user_class text NOT NULL DEFAULT 'default';

DROP INDEX job_work;
CREATE INDEX job_work ON job (owner, lane, user_class, queued)
  WHERE kind = 'ASYNC' AND phase IN ('QUEUED', 'EXECUTING');

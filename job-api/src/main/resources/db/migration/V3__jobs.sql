-- Jobs (UWS 1.1). A worker holds a job while it knows lease_token and lease_until has not passed; whoever
-- ends the job clears the token, so that a worker which lost its lease can change nothing.
CREATE TABLE job (
  id                 text        PRIMARY KEY,
  owner              text        NOT NULL,
  kind               text        NOT NULL, -- SYNC or ASYNC
  phase              text        NOT NULL, -- UWS 1.1, section 2.1.3
  run_id             text,
  parameters         jsonb       NOT NULL,
  created            timestamptz NOT NULL,
  queued             timestamptz,
  started            timestamptz,
  ended              timestamptz,
  execution_duration bigint      NOT NULL, -- [s]; 0 for no limit
  destruction        timestamptz NOT NULL,

  lease_token        uuid,
  lease_until        timestamptz,
  attempts           int         NOT NULL DEFAULT 0,

  route              jsonb,
  parts_done         bigint      NOT NULL DEFAULT 0,
  parts              bigint      NOT NULL DEFAULT 0,
  row_count          bigint      NOT NULL DEFAULT 0,

  result             jsonb,
  error              jsonb
);

CREATE INDEX job_list ON job (owner, created DESC) WHERE kind = 'ASYNC';
CREATE INDEX job_work ON job (queued) WHERE kind = 'ASYNC' AND phase IN ('QUEUED', 'EXECUTING');
CREATE INDEX job_lapse ON job (lease_until) WHERE lease_token IS NOT NULL;
CREATE INDEX job_destruction ON job (destruction);

-- Tells every process of a change, so that nobody has to ask again and again.
CREATE FUNCTION job_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('job_changed', coalesce(NEW.id, OLD.id));
  RETURN NULL;
END $$;

CREATE TRIGGER job_added AFTER INSERT ON job
  FOR EACH ROW WHEN (NEW.kind = 'ASYNC') EXECUTE FUNCTION job_changed();
CREATE TRIGGER job_phase AFTER UPDATE OF phase ON job
  FOR EACH ROW WHEN (NEW.kind = 'ASYNC' AND NEW.phase IS DISTINCT FROM OLD.phase)
  EXECUTE FUNCTION job_changed();
CREATE TRIGGER job_removed AFTER DELETE ON job
  FOR EACH ROW WHEN (OLD.kind = 'ASYNC') EXECUTE FUNCTION job_changed();

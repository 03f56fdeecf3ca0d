-- How often a worker of the job fell silent while the database was there; attempts name files, and count on.
ALTER TABLE job ADD COLUMN failures int NOT NULL DEFAULT 0;

UPDATE job SET failures = attempts - 1
 WHERE kind = 'ASYNC' AND phase IN ('QUEUED', 'EXECUTING') AND attempts > 1;

-- When a process of the service reached this database last: leases do not lapse in the time when none could.
CREATE TABLE database_contact (
  single boolean     PRIMARY KEY DEFAULT true CHECK (single),
  seen   timestamptz NOT NULL
);

INSERT INTO database_contact (seen) VALUES (now());

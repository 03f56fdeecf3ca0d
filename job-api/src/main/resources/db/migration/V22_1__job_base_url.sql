-- By which address a job's caller reached the service: the worker that writes its links does not know.
ALTER TABLE job ADD COLUMN base_url text;

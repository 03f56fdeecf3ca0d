-- Jobs are of types, each with a name; all of before are queries. Of its owner a job keeps the groups beside
-- the class, so that a worker elsewhere judges as the process that made it.
ALTER TABLE job ADD COLUMN type text NOT NULL DEFAULT 'query';
ALTER TABLE job ALTER COLUMN type DROP DEFAULT;
ALTER TABLE job ADD COLUMN user_groups text[] NOT NULL DEFAULT '{}';

ALTER TABLE removed_job ADD COLUMN type text NOT NULL DEFAULT 'query';
ALTER TABLE removed_job ALTER COLUMN type DROP DEFAULT;

DROP INDEX job_list;
CREATE INDEX job_list ON job (owner, type, created DESC) WHERE kind = 'ASYNC';

-- What the type of a job shows of it: of a query its route.
ALTER TABLE job RENAME COLUMN route TO notes;
UPDATE job SET notes = jsonb_build_object('route', notes) WHERE notes IS NOT NULL;

-- A job has several results, of any media type, and its type tells more of each.
ALTER TABLE job RENAME COLUMN result TO results;
UPDATE job
   SET results = jsonb_build_array(jsonb_build_object(
         'name', 'result',
         'mediaType', CASE results ->> 'format'
           WHEN 'VOTABLE' THEN 'application/x-votable+xml'
           WHEN 'VOTABLE_BINARY' THEN 'application/x-votable+xml;serialization=BINARY'
           WHEN 'VOTABLE_BINARY2' THEN 'application/x-votable+xml;serialization=BINARY2'
           WHEN 'CSV' THEN 'text/csv'
           WHEN 'CSV_BARE' THEN 'text/csv;header=absent'
           WHEN 'TSV' THEN 'text/tab-separated-values'
           WHEN 'FITS' THEN 'application/fits'
           WHEN 'PARQUET' THEN 'application/vnd.apache.parquet'
           WHEN 'SQLITE' THEN 'application/vnd.sqlite3'
           WHEN 'ECSV' THEN 'application/x-ecsv'
           WHEN 'HTML' THEN 'text/html'
           WHEN 'TEXT' THEN 'text/plain'
           WHEN 'JSON' THEN 'application/json'
         END,
         'contentType', CASE results ->> 'format'
           WHEN 'CSV' THEN 'text/csv;header=present;charset=UTF-8'
           WHEN 'CSV_BARE' THEN 'text/csv;header=absent;charset=UTF-8'
           WHEN 'TSV' THEN 'text/tab-separated-values;charset=UTF-8'
           WHEN 'ECSV' THEN 'application/x-ecsv;charset=UTF-8'
           WHEN 'HTML' THEN 'text/html;charset=UTF-8'
           WHEN 'TEXT' THEN 'text/plain;charset=UTF-8'
         END,
         'bytes', results -> 'bytes',
         'file', results ->> 'file',
         'link', '/api/mydb/tables/' || split_part(results ->> 'table', '.', 2)
                 || '/download?format=votable',
         'about', jsonb_build_object(
           'format', results -> 'format',
           'table', results -> 'table',
           'rows', results -> 'rows',
           'overflow', results -> 'overflow')))
 WHERE results IS NOT NULL;

-- What jobs wrote before versions had rows, and what is no table (any more), is removed once. Files that no
-- job of this database wrote stay: they may be the tables of another database.
INSERT INTO user_table_version (id, owner, folded, name, state, writer, folder, began, ended)
SELECT gen_random_uuid()::text, owner, lower(name), name, 'DISCARDED', 'job ' || id || ' attempt ' || attempt,
       owner || '/' || lower(name) || '/' || id || '-' || attempt, created, now()
  FROM (SELECT id, owner, created, attempts,
               btrim(split_part(parameters ->> 'DESTINATION', '.', 2)) AS name
          FROM job
         WHERE kind = 'ASYNC' AND parameters ->> 'DESTINATION' IS NOT NULL) AS wrote
 CROSS JOIN LATERAL generate_series(1, attempts + 1) AS attempt
 WHERE name ~ '^[A-Za-z][A-Za-z0-9_]{0,55}$'
    ON CONFLICT (folder) DO NOTHING;

package org.almagest.api.query;

import org.almagest.api.job.JobFiles;
import org.almagest.api.result.ResultWriter;
import org.almagest.userdb.UserTables;

/**
 * Where the rows of queries go.
 *
 * @param files of jobs
 * @param writer encodes rows
 * @param tables of users
 */
record QueryResults(JobFiles files, ResultWriter writer, UserTables tables) {}

package org.almagest.api.job;

import java.util.UUID;

/**
 * The right of one worker to one job, for as long as nobody else takes it.
 *
 * @param lane where the job waited
 * @param token what every change of the job has to show
 */
public record Lease(Job job, UUID token, Lane lane) {}

/**
 * The contract between the ADQL front end and the back ends: spatial primitives, scans, sky
 * matches.
 */
@NullMarked
package org.almagest.plan;

import org.jspecify.annotations.NullMarked;

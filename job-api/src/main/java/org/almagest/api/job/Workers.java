package org.almagest.api.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The workers of one process, each with the lanes that it serves.
 *
 * @param neighbours whether other processes may work on the same data directory
 * @param lanes one set for each worker
 */
public record Workers(Neighbours neighbours, List<Set<Lane>> lanes) {

  /** Whether other processes may work on the same data directory. */
  public enum Neighbours {
    /** This process is the only one that works. */
    NONE,
    /** There may be other processes that work. */
    SOME
  }

  /** Copies the list. */
  public Workers {
    lanes = List.copyOf(lanes);
  }

  /** As the settings say: some for short queries alone, the others for all. */
  public static Workers of(Neighbours neighbours, JobSettings jobs, QueueSettings queue) {
    List<Set<Lane>> lanes = new ArrayList<>();
    for (int worker = 0; worker < jobs.asyncWorkers(); worker++) {
      boolean servesAll = worker == 0 || worker < jobs.asyncWorkers() - queue.shortWorkers();
      lanes.add(servesAll ? EnumSet.allOf(Lane.class) : EnumSet.of(Lane.SHORT));
    }
    return new Workers(neighbours, lanes);
  }

  /** None: other processes run the asynchronous jobs. */
  public static Workers elsewhere() {
    return new Workers(Neighbours.SOME, List.of());
  }

  int count() {
    return lanes.size();
  }
}

package org.almagest.sql;

import java.util.List;

/** Whether a target can run a plan, known before anything is rendered. */
public sealed interface Support {

  /** The target can run the plan. */
  record Yes() implements Support {}

  /**
   * The target cannot run the plan.
   *
   * @param reasons sentences for the user
   */
  record No(List<String> reasons) implements Support {

    /** Copies the reasons. */
    public No {
      reasons = List.copyOf(reasons);
    }
  }
}

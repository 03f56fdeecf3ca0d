package org.almagest.hats.column;

/** The values of a column of lists, one list for each row. */
public final class ListValues {

  private final int[] starts;
  private final int[] lengths;
  private final State[] states;
  private final ColumnValues elements;

  /** Whether a row has a list. */
  public enum State {
    /** The row has a list, which may be empty. */
    PRESENT,
    /** The row has no list. */
    NULL,
    /** The struct that the list is a field of is null. */
    NO_STRUCT
  }

  ListValues(int[] starts, int[] lengths, State[] states, ColumnValues elements) {
    this.starts = starts;
    this.lengths = lengths;
    this.states = states;
    this.elements = elements;
  }

  /** How many rows there are. */
  public int size() {
    return starts.length;
  }

  /** Whether a row has a list. */
  public State state(int row) {
    return states[row];
  }

  /** Where the list of a row begins among the elements. */
  public int start(int row) {
    return starts[row];
  }

  /** How long the list of a row is. */
  public int length(int row) {
    return lengths[row];
  }

  /** The elements of all lists. */
  public ColumnValues elements() {
    return elements;
  }

  /** The lists of some rows, in the order given. */
  public ListValues take(int[] rows, int count) {
    int[] takenStarts = new int[count];
    int[] takenLengths = new int[count];
    State[] takenStates = new State[count];
    for (int i = 0; i < count; i++) {
      takenStarts[i] = starts[rows[i]];
      takenLengths[i] = lengths[rows[i]];
      takenStates[i] = states[rows[i]];
    }
    return new ListValues(takenStarts, takenLengths, takenStates, elements);
  }
}

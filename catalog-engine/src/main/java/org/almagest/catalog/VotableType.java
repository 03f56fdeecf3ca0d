package org.almagest.catalog;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a VOTable declares the values of a column (VOTable 1.4, section 2.1). Where it is not what
 * the column's type says, such as an array of numbers, the engines hold a text: that of the cell in
 * a VOTable of serialization TABLEDATA.
 *
 * @param datatype such as {@code double}
 * @param arraysize such as {@code 2} or {@code 8x*}; null for a single value
 */
public record VotableType(String datatype, @Nullable String arraysize) implements Serializable {

  /** A text of any length. */
  public static final VotableType TEXT = new VotableType("char", "*");
}

package org.almagest.adql.validate;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Where ADQL differs from Calcite's default. */
public final class AdqlConformance extends SqlDelegatingConformance {

  /** The only conformance: it has no state. */
  public static final AdqlConformance INSTANCE = new AdqlConformance();

  private AdqlConformance() {
    super(SqlConformanceEnum.DEFAULT);
  }

  @Override
  public boolean isBangEqualAllowed() {
    return true;
  }

  @Override
  public boolean isFromRequired() {
    return true;
  }
}

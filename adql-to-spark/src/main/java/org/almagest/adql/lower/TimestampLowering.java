package org.almagest.adql.lower;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;

/**
 * A text that is compared with a timestamp is one itself, in ISO 8601 as DALI writes it: {@code
 * 2026-01-31T12:00:00.5}, the T a space if you like, the time left out for midnight.
 */
final class TimestampLowering extends RexShuttle {
  private static final int MICROSECONDS = 6;
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final RexBuilder rex;

  TimestampLowering(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.CAST
        && call.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
        && call.getOperands().get(0) instanceof RexLiteral literal
        && SqlTypeUtil.inCharFamily(literal.getType())
        && !literal.isNull()) {
      return literal(literal.getValueAs(String.class), call.getType());
    }
    return super.visitCall(call);
  }

  private RexNode literal(String text, RelDataType type) {
    String iso = text.strip().replace(' ', 'T');
    iso = iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso;
    try {
      LocalDateTime time = LocalDateTime.parse(iso.contains("T") ? iso : iso + "T00:00:00");
      return rex.makeTimestampLiteral(
          new TimestampString(trimmed(WRITTEN.format(time))), MICROSECONDS);
    } catch (DateTimeParseException e) {
      AdqlException failure =
          new AdqlException(
              AdqlErrorCode.TYPE_MISMATCH,
              0,
              0,
              "[" + text + "] is not a " + type.getSqlTypeName(),
              "write '2026-01-31T12:00:00'");
      failure.initCause(e);
      throw failure;
    }
  }

  /** Calcite takes no zeros at the end of a fraction. */
  private static String trimmed(String written) {
    return written.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}

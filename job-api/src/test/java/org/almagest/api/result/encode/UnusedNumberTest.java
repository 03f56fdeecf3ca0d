package org.almagest.api.result.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.almagest.catalog.ColumnType;
import org.junit.jupiter.api.Test;

/** What stands for a missing integer. */
class UnusedNumberTest {

  private static Number of(ColumnType type, Object... values) {
    UnusedNumber number = new UnusedNumber(type);
    for (Object value : values) {
      number.add(value);
    }
    return number.number().orElse(null);
  }

  @Test
  void isTheLeastThatTheColumnDoesNotHave() {
    assertThat(of(ColumnType.SHORT, (short) 5)).isEqualTo(Short.MIN_VALUE);
    assertThat(of(ColumnType.INTEGER, Integer.MIN_VALUE, 7)).isEqualTo(Integer.MIN_VALUE + 1);
    assertThat(of(ColumnType.LONG, Long.MIN_VALUE, Long.MAX_VALUE, 0L))
        .isEqualTo(Long.MIN_VALUE + 1);
  }

  @Test
  void isTheLargestOfAnUnsignedByte() {
    assertThat(of(ColumnType.UNSIGNED_BYTE, (short) 0)).isEqualTo((short) 255);
    assertThat(of(ColumnType.UNSIGNED_BYTE, (short) 255)).isEqualTo((short) 254);
  }

  @Test
  void isNotFoundWhereAByteHasAllValues() {
    Object[] all = IntStream.range(0, 256).mapToObj(value -> (Object) (short) value).toArray();
    assertThat(of(ColumnType.UNSIGNED_BYTE, all)).isNull();
  }

  @Test
  void isNotLookedForInOtherColumns() {
    assertThat(of(ColumnType.DOUBLE, 1.5)).isNull();
    assertThat(of(ColumnType.STRING, "text")).isNull();
  }
}

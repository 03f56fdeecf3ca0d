package org.almagest.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseOutageTest {
  private static RuntimeException wrapped(String state) {
    return new IllegalStateException(new SQLException("x", state));
  }

  @Test
  void lostConnectionsAndServersThatGoDownAreOutages() {
    assertThat(DatabaseOutage.causes(wrapped("08006"))).isTrue();
    assertThat(DatabaseOutage.causes(wrapped("57P01"))).isTrue();
    assertThat(DatabaseOutage.causes(new TransactionSystemException("rollback failed"))).isTrue();
    assertThat(ErrorMapper.map(wrapped("08006")).httpStatus()).isEqualTo(503);
    assertThat(ErrorMapper.map(wrapped("08006")).persistence())
        .isEqualTo(Fault.Persistence.TRANSIENT);
  }

  @Test
  void failuresOfStatementsAndEnginesAreNone() {
    assertThat(DatabaseOutage.causes(wrapped("23505"))).isFalse();
    assertThat(DatabaseOutage.causes(new IllegalStateException(new SQLException("DuckDB says no"))))
        .isFalse();
    assertThat(DatabaseOutage.causes(new DataIntegrityViolationException("x"))).isFalse();
  }
}

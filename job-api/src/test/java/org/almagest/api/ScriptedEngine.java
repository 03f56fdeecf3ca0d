package org.almagest.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almagest.adql.error.AdqlErrorCode;
import org.almagest.adql.error.AdqlException;
import org.almagest.backend.BackendException;
import org.almagest.backend.BackendId;
import org.almagest.backend.Execution;
import org.almagest.backend.Progress;
import org.almagest.backend.ResultColumn;
import org.almagest.backend.RowStream;
import org.almagest.catalog.Catalog;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogColumn.Access;
import org.almagest.catalog.CatalogColumn.Visibility;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.ColumnType;
import org.almagest.engine.QueryEngine;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.QueryRequest;
import org.almagest.engine.Route;

/**
 * An engine that does what the query says: {@code rows=N}, {@code delay=MILLIS} before each row,
 * {@code fail=CODE} after the rows, {@code fail=ERROR} for an error of the virtual machine, {@code
 * FROM mydb.NAME} for as many rows as that table has, {@code deaf} to go on whatever is said until
 * {@link #wakeTheDeaf}.
 */
public final class ScriptedEngine implements QueryEngine {
  public static final List<ResultColumn> COLUMNS =
      List.of(
          result("id", ColumnType.LONG, null, "meta.id;meta.main", "An \"id\", <unique> & so on"),
          result("ra", ColumnType.DOUBLE, "deg", "pos.eq.ra;meta.main", "Right ascension"),
          result("dec", ColumnType.DOUBLE, "deg", "pos.eq.dec;meta.main", null),
          result("name", ColumnType.STRING, null, null, null),
          result("seen", ColumnType.TIMESTAMP, null, "time.epoch", null),
          result("flag", ColumnType.UNSIGNED_BYTE, null, null, null),
          result("good", ColumnType.BOOLEAN, null, null, null));

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final CountDownLatch awake = new CountDownLatch(1);

  private static ResultColumn result(
      String name, ColumnType type, String unit, String ucd, String description) {
    return new ResultColumn(
        name,
        new CatalogColumn(
            name, type, unit, ucd, null, description, Visibility.PRINCIPAL, Access.SCANNED));
  }

  public int executionsStarted() {
    return started.get();
  }

  public int executionsClosed() {
    return closed.get();
  }

  public int executionsCancelled() {
    return cancelled.get();
  }

  public void wakeTheDeaf() {
    awake.countDown();
  }

  private void beDeaf() {
    while (awake.getCount() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public QueryPlan plan(QueryRequest request, Catalog catalog) {
    String adql = request.adql();
    if (!adql.startsWith("SELECT")) {
      throw new AdqlException(
          AdqlErrorCode.SYNTAX, 1, 1, "Encountered [" + adql + "]", "a query begins with SELECT");
    }
    think(number(adql, "planning", 0));
    Matcher table = Pattern.compile("FROM mydb\\.(\\w+)").matcher(adql);
    List<CatalogTable> tables =
        table.find()
            ? List.of(
                catalog
                    .table("mydb", table.group(1))
                    .orElseThrow(
                        () ->
                            new AdqlException(
                                AdqlErrorCode.UNKNOWN_TABLE, 1, 15, "No such table", null)))
            : List.of();
    long rows = tables.isEmpty() ? number(adql, "rows", 3) : tables.get(0).rows();
    return new Plan(adql, catalog, tables, limited(rows, request.maxRows()));
  }

  /** As long as an engine that has much to plan. */
  private static void think(long millis) {
    try {
      if (millis > 0 && new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Nobody ends the planning");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BackendException(BackendException.Code.CANCELLED, "Cancelled", interrupted);
    }
  }

  private static long limited(long rows, OptionalLong limit) {
    return limit.isPresent() ? Math.min(rows, limit.getAsLong()) : rows;
  }

  private static long number(String adql, String name, long otherwise) {
    Matcher matcher = Pattern.compile(name + "=(\\d+)").matcher(adql);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
  }

  private final class Plan implements QueryPlan {
    private final String adql;
    private final Catalog catalog;
    private final List<CatalogTable> tables;
    private final long rows;

    Plan(String adql, Catalog catalog, List<CatalogTable> tables, long rows) {
      this.adql = adql;
      this.catalog = catalog;
      this.tables = tables;
      this.rows = rows;
    }

    @Override
    public List<ResultColumn> columns() {
      return COLUMNS;
    }

    @Override
    public List<CatalogTable> tables() {
      return tables;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }

    @Override
    public Route route() {
      return new Route(BackendId.DUCKDB, List.of("Few rows are left"), rows, rows * 40, 1, 12);
    }

    @Override
    public String explain() {
      return "Scripted(rows=" + rows + ")";
    }

    @Override
    public Execution execution() {
      return new ScriptedExecution(adql, rows);
    }
  }

  private final class ScriptedExecution implements Execution {
    private final String adql;
    private final long rows;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong rowsDone = new AtomicLong();

    ScriptedExecution(String adql, long rows) {
      this.adql = adql;
      this.rows = rows;
    }

    @Override
    public RowStream rows() {
      started.incrementAndGet();
      return new Rows();
    }

    @Override
    public Written write(Path folder) {
      started.incrementAndGet();
      try {
        Files.createDirectory(folder);
        try (RowStream stream = new Rows()) {
          while (stream.advance()) {
            Files.writeString(folder.resolve("part-0.parquet"), "PAR1 " + rowsDone.get());
          }
        }
        return new Written(rows, 40 * rows);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public Progress progress() {
      return new Progress(rowsDone.get(), rows);
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
      stop.countDown();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }

    private final class Rows implements RowStream {
      private final long delay = number(adql, "delay", 0);
      private long done;

      @Override
      public List<ResultColumn> columns() {
        return COLUMNS;
      }

      @Override
      public boolean advance() {
        if (adql.contains("deaf")) {
          beDeaf();
        }
        try {
          if (stop.await(delay, TimeUnit.MILLISECONDS)) {
            throw new BackendException(BackendException.Code.CANCELLED, "Cancelled");
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new BackendException(BackendException.Code.CANCELLED, "Cancelled", interrupted);
        }
        if (done == rows) {
          Matcher failure = Pattern.compile("fail=(\\w+)").matcher(adql);
          if (failure.find()) {
            if (failure.group(1).equals("ERROR")) {
              throw new StackOverflowError("scripted");
            }
            throw new BackendException(
                BackendException.Code.valueOf(failure.group(1)), "Division by zero");
          }
          return false;
        }
        done = rowsDone.incrementAndGet();
        return true;
      }

      @Override
      public Object value(int column) {
        return switch (column) {
          case 0 -> done;
          case 1 -> 10.5 * done;
          case 2 -> done % 2 == 0 ? null : -0.25 * done;
          case 3 -> done % 3 == 0 ? null : "a,\"" + done + "\" <é>";
          case 4 -> LocalDateTime.of(2026, 11, 25, 12, 0, 0).plusSeconds(done);
          case 5 -> done % 2 == 0 ? null : (short) (200 + done % 50);
          default -> done % 2 == 0;
        };
      }

      @Override
      public void close() {}
    }
  }
}

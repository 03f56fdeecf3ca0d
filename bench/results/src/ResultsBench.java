import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.almagest.api.result.encode.LimitedRows;
import org.almagest.api.result.provenance.Provenance;
import org.almagest.api.result.encode.ResultFormat;
import org.almagest.api.result.ResultWriter;
import org.almagest.catalog.DataDirectory;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableWriter;
import uk.ac.starlink.ecsv.EcsvTableWriter;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.parquet.ParquetTableWriter;
import uk.ac.starlink.table.formats.CsvTableWriter;
import uk.ac.starlink.table.formats.HTMLTableWriter;
import uk.ac.starlink.table.formats.TextTableWriter;
import uk.ac.starlink.table.formats.TstTableWriter;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.VOTableVersion;
import uk.ac.starlink.votable.VOTableWriter;

/** Encodes generated rows, and tells how fast and in how much memory. */
final class ResultsBench {

  private ResultsBench() {}

  private interface Encoding {
    void encode(long rows, OutputStream out) throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    List<String> names =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.of(
                "votable", "stil:votable", "votable/b", "stil:votable/b", "votable/b2",
                "stil:votable/b2", "csv", "stil:csv", "tsv", "stil:tsv", "ecsv", "stil:ecsv", "json",
                "html", "stil:html", "text", "stil:text", "parquet", "stil:parquet",
                "fits", "stil:fits", "sqlite");
    Path scratch = Files.createTempDirectory("results-bench");
    System.out.printf("%-18s %12s %12s %10s%n", "format", "rows/s", "bytes/row", "heap MB");
    for (String name : names) {
      Encoding encoding = encoding(name, scratch);
      encoding.encode(Math.min(rows, 100_000), new Counted());
      measure(name, encoding, rows);
    }
  }

  private static void measure(String name, Encoding encoding, long rows) throws IOException {
    Counted out = new Counted();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    long start = System.nanoTime();
    encoding.encode(rows, out);
    double seconds = (System.nanoTime() - start) / 1e9;
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%-18s %12.0f %12.1f %10d%n",
        name,
        rows / seconds,
        (double) out.bytes / rows,
        heap >> 20);
  }

  private static Encoding encoding(String name, Path scratch) {
    if (name.startsWith("stil:")) {
      StarTableWriter stil = stil(name.substring("stil:".length()));
      return (rows, out) -> write(stil, rows, out);
    }
    ResultWriter writer = new ResultWriter(scratch);
    ResultFormat format = ResultFormat.of(name);
    return (rows, out) ->
        writer.stream(
            format,
            new Provenance(Map.of("QUERY", "SELECT * FROM generated")),
            LimitedRows.of(
                new GeneratedRows(rows), OptionalLong.empty(), UnaryOperator.identity()),
            out);
  }

  private static StarTableWriter stil(String format) {
    return switch (format) {
      case "votable" -> new VOTableWriter(DataFormat.TABLEDATA, true, VOTableVersion.V14);
      case "votable/b" -> new VOTableWriter(DataFormat.BINARY, true, VOTableVersion.V14);
      case "votable/b2" -> new VOTableWriter(DataFormat.BINARY2, true, VOTableVersion.V14);
      case "csv" -> new CsvTableWriter();
      case "tsv" -> new TstTableWriter();
      case "ecsv" -> EcsvTableWriter.SPACE_WRITER;
      case "html" -> new HTMLTableWriter();
      case "text" -> new TextTableWriter();
      case "parquet" -> new ParquetTableWriter();
      case "fits" -> new FitsTableWriter();
      default -> throw new IllegalArgumentException("STIL does not write " + format);
    };
  }

  private static void write(StarTableWriter writer, long rows, OutputStream out)
      throws IOException {
    StarTable table = new GeneratedTable(rows);
    writer.writeStarTable(table, out);
  }

  /** Counts and forgets. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}

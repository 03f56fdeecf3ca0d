package org.almagest.corpus;

import static org.almagest.corpus.ColumnDefinition.FelisType.CHAR;
import static org.almagest.corpus.ColumnDefinition.FelisType.DOUBLE;
import static org.almagest.corpus.ColumnDefinition.FelisType.FLOAT;
import static org.almagest.corpus.ColumnDefinition.FelisType.INTEGER;
import static org.almagest.corpus.ColumnDefinition.FelisType.SHORT;
import static org.almagest.corpus.ColumnDefinition.FelisType.TEXT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.almagest.catalog.SkyColumns;
import org.almagest.corpus.ColumnDefinition.Encoding;
import org.almagest.corpus.ColumnDefinition.FelisType;
import org.almagest.corpus.CorpusTable.Format;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the corpus: {@code pt12} and {@code pt12w} are the cases 02 (one dense field) and
 * 01 (sparse, on both sides of RA 0) of Qserv's integration test, {@code ref} holds OpenNGC and
 * Hipparcos.
 */
final class CorpusTables {
  private final Path data;
  private final Path work;

  private CorpusTables(Path data, Path work) {
    this.data = data;
    this.work = work;
  }

  /**
   * Finds the tables, and writes what is missing to read them: the Felis files, and readable copies
   * of the files with binary columns.
   *
   * @param data the folder of the data sets, which is only read
   * @param work a folder to write to
   */
  static List<CorpusTable> prepare(Path data, Path work) {
    CorpusTables tables = new CorpusTables(data, work);
    List<CorpusTable> dense = tables.dense();
    List<CorpusTable> wide = tables.wide();
    List<CorpusTable> reference = tables.reference();
    try {
      Files.createDirectories(work);
      Files.writeString(tables.felis("pt12"), FelisText.of("pt12", dense));
      Files.writeString(tables.felis("pt12w"), FelisText.of("pt12w", wide));
      Files.writeString(tables.felis("ref"), FelisText.of("ref", reference));
    } catch (IOException e) {
      throw new CorpusException("Cannot write to [" + work + "]", e);
    }
    return Stream.of(dense, wide, reference).flatMap(List::stream).toList();
  }

  private List<CorpusTable> dense() {
    Path folder = data.resolve("qserv/case02/data");
    return List.of(
        qserv("pt12", folder, "Object", Format.COMMA_NO_HEADER, new SkyColumns("ra_PS", "decl_PS")),
        qserv("pt12", folder, "Source", Format.COMMA_NO_HEADER, new SkyColumns("ra", "decl")));
  }

  private List<CorpusTable> wide() {
    SkyColumns position = new SkyColumns("ra", "decl");
    return List.of(
        wide("Object", new SkyColumns("ra_PS", "decl_PS")),
        wide("Source", position),
        wide("Science_Ccd_Exposure", position),
        wide("SimRefObject", position),
        // Some of its rows have no position.
        wide("RefSrcMatch", null),
        wide("Filter", null),
        wide("LeapSeconds", null),
        wide("Logs", null),
        wide("sdqa_Metric", null));
  }

  private CorpusTable wide(String name, @Nullable SkyColumns sky) {
    return qserv("pt12w", data.resolve("qserv/case01/data"), name, Format.TAB_NO_HEADER, sky);
  }

  private CorpusTable qserv(
      String release, Path folder, String name, Format format, @Nullable SkyColumns sky) {
    String extension = format == Format.TAB_NO_HEADER ? ".tsv.gz" : ".csv.gz";
    Path file = folder.resolve(name + extension);
    List<ColumnDefinition> columns =
        MySqlDump.columns(folder.resolve("schema").resolve(name + ".schema"));
    if (columns.stream().anyMatch(column -> column.encoding() == Encoding.BINARY)) {
      Path readable = work.resolve(release + "-" + name + extension);
      OutfileRewriter.rewrite(file, readable, columns);
      file = readable;
    }
    return new CorpusTable(release, name, file, felis(release), format, columns, sky, 0);
  }

  private List<CorpusTable> reference() {
    CorpusTable hip =
        new CorpusTable(
            "ref",
            "hip",
            data.resolve("hipparcos/hipmain.csv"),
            felis("ref"),
            Format.COMMA_HEADER,
            List.of(
                ColumnDefinition.of("_RA.icrs", DOUBLE), ColumnDefinition.of("_DE.icrs", DOUBLE)),
            new SkyColumns("_RA.icrs", "_DE.icrs"),
            0);
    CorpusTable ngc =
        new CorpusTable(
            "ref",
            "ngc",
            data.resolve("openngc/NGC.csv"),
            felis("ref"),
            Format.SEMICOLON_HEADER,
            ngcColumns(),
            new SkyColumns("RA", "Dec"),
            7);
    return List.of(ngc, hip);
  }

  private static List<ColumnDefinition> ngcColumns() {
    List<ColumnDefinition> columns = new ArrayList<>();
    columns.add(new ColumnDefinition("Name", CHAR, 13, Encoding.PLAIN, null));
    columns.add(new ColumnDefinition("Type", CHAR, 6, Encoding.PLAIN, null));
    columns.add(ColumnDefinition.sexagesimal("RA", Encoding.HOURS));
    columns.add(ColumnDefinition.sexagesimal("Dec", Encoding.DEGREES));
    columns.add(new ColumnDefinition("Const", CHAR, 3, Encoding.PLAIN, null));
    add(columns, FLOAT, "MajAx", "MinAx");
    add(columns, SHORT, "PosAng");
    add(columns, FLOAT, "B-Mag", "V-Mag", "J-Mag", "H-Mag", "K-Mag", "SurfBr");
    add(columns, TEXT, "Hubble");
    add(columns, DOUBLE, "Pax", "Pm-RA", "Pm-Dec");
    add(columns, INTEGER, "RadVel");
    add(columns, DOUBLE, "Redshift");
    add(columns, FLOAT, "Cstar U-Mag", "Cstar B-Mag", "Cstar V-Mag");
    // M, NGC and IC are designations: leading zeros, and letters in some.
    add(columns, TEXT, "M", "NGC", "IC", "Cstar Names", "Identifiers", "Common names");
    add(columns, TEXT, "NED notes", "OpenNGC notes", "Sources");
    return columns;
  }

  private static void add(List<ColumnDefinition> columns, FelisType type, String... names) {
    for (String name : names) {
      columns.add(ColumnDefinition.of(name, type));
    }
  }

  private Path felis(String release) {
    return work.resolve(release + ".yaml");
  }
}

package org.almagest.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almagest.foreign.ForeignTableException;
import org.almagest.foreign.Gzip;
import org.almagest.foreign.VotableReader;
import org.almagest.ingest.error.IngestException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.TableSink;

/** The first table of a VOTable, as it comes. */
public final class VotableRows {

  private VotableRows() {}

  /** The columns of a file, of which no more is read. */
  public static SourceFile describe(String path) {
    List<SourceFile> found = new ArrayList<>();
    read(
        path,
        new RowProblems(path),
        new Sink() {
          @Override
          public void acceptMetadata(StarTable table) {
            found.add(StarFile.describe(SourceFile.Format.VOTABLE, path, table));
            throw new Enough();
          }
        });
    if (found.isEmpty()) {
      throw new IngestException(
          IngestException.Code.BROKEN_FILE, "[" + path + "] holds no table with data");
    }
    return found.get(0);
  }

  /** Reads all rows, to the end of the document. */
  public static void read(SourceFile file, RowTaker taker) {
    RowProblems problems = new RowProblems(file.path());
    read(
        file.path(),
        problems,
        new Sink() {
          private long row;

          @Override
          public void acceptRow(@Nullable Object[] cells) throws IOException {
            row++;
            String problem = problems.take(row);
            if (problem == null) {
              taker.take(cells, row);
            } else {
              taker.refuse(problem, row);
            }
            if (taker.isHopeless()) {
              throw new Enough();
            }
          }
        });
  }

  private static void read(String path, RowProblems problems, Sink sink) {
    Path file = Path.of(path);
    try (InputStream in = Gzip.open(file)) {
      InputSource document = new InputSource(in);
      document.setSystemId(file.toUri().toString());
      VotableReader.read(document, VotableReader.Elsewhere.ALLOWED, problems, sink);
    } catch (Enough enough) {
      return;
    } catch (ForeignTableException e) {
      throw BrokenFile.refused(path, e);
    } catch (IOException e) {
      throw BrokenFile.of(path, SourceFile.Format.VOTABLE.toString(), e);
    }
  }

  private abstract static class Sink implements TableSink {
    @Override
    public void acceptMetadata(StarTable table) {
      // They were read before.
    }

    @Override
    public void acceptRow(@Nullable Object[] cells) throws IOException {
      // None is wanted.
    }

    @Override
    public void endRows() {
      // The document goes on.
    }
  }

  /** Ends the reading. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }
}

package org.almagest.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.almagest.api.error.ServiceException.Code;
import org.almagest.backend.BackendException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPathsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Cannot open file /srv/data/x/Npix=4.parquet: gone | Cannot open file .../Npix=4.parquet:"
            + " gone",
        "IO Error: file '/srv/sky/a.parquet' too small | IO Error: file '.../a.parquet' too small",
        "[/srv/data] cannot be used | [.../data] cannot be used",
        "file:/srv/data/x.parquet is not a Parquet file | .../x.parquet is not a Parquet file",
        "Path does not exist: file:///srv/data/b | Path does not exist: .../b",
        "read_parquet(['/a/b/c.parquet','/a/b/d.parquet']) |"
            + " read_parquet(['.../c.parquet','.../d.parquet'])",
        "hdfs://node.example:8020/sky/gaia/_metadata | .../_metadata",
        "java.nio.file.NoSuchFileException: /srv/data/ | java.nio.file.NoSuchFileException:"
            + " .../data",
        "path=/srv/a/b | path=.../b"
      })
  void foldersOfTheServerAreLeftOut(String text, String told) {
    assertThat(ServerPaths.hidden(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no path at all",
        "SELECT a/b/c FROM t WHERE x / y / z > 1/2/3",
        "ask http://host.example/tap/tables again",
        "send it to /tap/async/4711/phase",
        "DOWNLOAD from /api/mydb/tables/x",
        "text/csv;header=present",
        "nJy/pix/s",
        "/single"
      })
  void whatIsNoFileOfTheServerStays(String text) {
    assertThat(ServerPaths.hidden(text)).isEqualTo(text);
  }

  @Test
  void failureOfAnEngineNamesTheFileAlone() {
    Fault fault =
        ErrorMapper.map(
            new BackendException(
                BackendException.Code.QUERY_FAILED, "Broken file \"/srv/data/p.parquet\""));

    assertThat(fault.message()).isEqualTo("Broken file \".../p.parquet\"");
  }

  @Test
  void whatAUserWroteIsToldAsItWas() {
    Fault fault =
        ErrorMapper.map(
            new ServiceException(Code.BAD_PARAMETER, "UPLOAD cannot fetch [file:///etc/x]"));

    assertThat(fault.message()).isEqualTo("UPLOAD cannot fetch [file:///etc/x]");
  }
}

package org.almagest.hats.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnFileTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message test {
            required int64 id;
            optional int64 near;
            optional int32 few;
            optional double ra;
            required float mag;
            optional boolean flag;
            optional binary name (STRING);
            optional binary word (STRING);
            optional fixed_len_byte_array(5) code;
            optional group inner { optional double x; }
          }
          """);

  @TempDir private Path folder;

  @Test
  @ComparesWithOthers("lsdb")
  void everyFlatColumnThatPyarrowWroteIsReadAsPlainParquetReadsIt() throws IOException {
    Path data = OthersData.root().resolve("lsdb");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(data)) {
      files =
          walk.filter(file -> file.getFileName().toString().matches(".*\\.parq(uet)?")).toList();
    }
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      PlainReading.assertSame(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, true, false", "PARQUET_1_0, false, false", "PARQUET_1_0, false, true",
    "PARQUET_2_0, true, false", "PARQUET_2_0, false, false", "PARQUET_2_0, false, true"
  })
  void everyEncodingIsRead(WriterVersion version, boolean dictionary, boolean byteStreamSplit)
      throws IOException {
    Path file = folder.resolve("encodings.parquet");
    try (ParquetWriter<Group> writer =
        writer(file)
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withByteStreamSplitEncoding(byteStreamSplit)
            .build()) {
      write(writer, 20_000);
    }
    PlainReading.assertSame(file);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void everyCodecIsRead(CompressionCodecName codec) throws IOException {
    Path file = folder.resolve("codec.parquet");
    try (ParquetWriter<Group> writer = writer(file).withCompressionCodec(codec).build()) {
      write(writer, 3_000);
    }
    PlainReading.assertSame(file);
  }

  @Test
  void spansPickRowsAcrossPagesAndRowGroups() throws IOException {
    Path file = folder.resolve("spans.parquet");
    try (ParquetWriter<Group> writer = writer(file).withRowGroupSize(200_000L).build()) {
      write(writer, 20_000);
    }
    try (ColumnFile columns = ColumnFile.open(input(file))) {
      assertThat(columns.all()).hasSizeGreaterThan(2);
      RowSpan second = columns.all().get(1);
      List<RowSpan> spans =
          List.of(new RowSpan(1, 17, second.to() - 5), new RowSpan(0, 3, 4), new RowSpan(2, 0, 9));
      long first = columns.all().get(0).rows();

      LongValues ids = (LongValues) columns.read("id", spans);
      BinaryValues names = (BinaryValues) columns.read("name", spans);
      LongValues allIds = (LongValues) columns.read("id", columns.all());
      BinaryValues allNames = (BinaryValues) columns.read("name", columns.all());

      assertThat(ids.size()).isEqualTo(second.rows() - 22 + 10);
      for (int i = 0; i < ids.size(); i++) {
        int row =
            i < second.rows() - 22
                ? (int) first + 17 + i
                : i == second.rows() - 22
                    ? 3
                    : (int) first + second.rows() + i - (second.rows() - 21);
        assertThat(ids.array()[i]).isEqualTo(allIds.array()[row]);
        assertThat(PlainReading.value(names, i)).isEqualTo(PlainReading.value(allNames, row));
      }
    }
  }

  @Test
  void takenRowsKeepNullsAndMinusOneIsNull() throws IOException {
    Path file = folder.resolve("take.parquet");
    try (ParquetWriter<Group> writer = writer(file).build()) {
      write(writer, 100);
    }
    try (ColumnFile columns = ColumnFile.open(input(file))) {
      for (String path : List.of("near", "few", "ra", "mag", "flag", "name", "code")) {
        ColumnValues values = columns.read(path, columns.all());
        ColumnValues taken = values.take(new int[] {7, -1, 99, 7, 13}, 5);
        assertThat(taken.isNull(1)).isTrue();
        assertThat(PlainReading.value(taken, 0)).isEqualTo(PlainReading.value(values, 7));
        assertThat(PlainReading.value(taken, 2)).isEqualTo(PlainReading.value(values, 99));
        assertThat(PlainReading.value(taken, 4)).isEqualTo(PlainReading.value(values, 13));
      }
    }
  }

  @Test
  void aMissingColumnAndADamagedFileAreRefusedByName() throws IOException {
    Path file = folder.resolve("good.parquet");
    try (ParquetWriter<Group> writer = writer(file).build()) {
      write(writer, 100);
    }
    try (ColumnFile columns = ColumnFile.open(input(file))) {
      assertThatThrownBy(() -> columns.read("dec", columns.all()))
          .isInstanceOf(ColumnException.class)
          .hasMessageContaining("has no column [dec]");
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 20; i < 400; i++) {
      bytes[i] = (byte) 0x5A;
    }
    Path bad = Files.write(folder.resolve("bad.parquet"), bytes);
    try (ColumnFile columns = ColumnFile.open(input(bad))) {
      assertThatThrownBy(() -> columns.read("id", columns.all()))
          .isInstanceOf(ColumnException.class)
          .hasMessageContaining("Column [id] of row group 0");
    }
    Path none = Files.writeString(folder.resolve("none.parquet"), "nothing of Parquet");
    assertThatThrownBy(() -> ColumnFile.open(input(none)))
        .isInstanceOf(ColumnException.class)
        .hasMessageContaining("is not a Parquet file");
  }

  private static ExampleParquetWriter.Builder writer(Path file) throws IOException {
    return ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
        .withType(SCHEMA)
        .withPageSize(16 * 1024)
        .withConf(new Configuration(false));
  }

  static InputFile input(Path file) throws IOException {
    return HadoopInputFile.fromPath(
        new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false));
  }

  private static void write(ParquetWriter<Group> writer, int rows) throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < rows; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", random.nextLong());
      row.add("mag", random.nextFloat());
      if (random.nextInt(10) > 0 || i > rows / 2) {
        row.add("near", 1_000_000_000_000L + 3L * i + random.nextInt(1 << random.nextInt(12)));
        row.add("few", random.nextInt(7) - 3);
        row.add("flag", random.nextInt(100) < 30);
      }
      if (i > 300) {
        row.add("ra", random.nextDouble() * 360);
        row.add("name", "name " + random.nextInt(1000));
      }
      if (random.nextBoolean()) {
        row.add("word", "w".repeat(random.nextInt(9)) + i / 10);
        row.add("code", Binary.fromString(String.format("%05d", random.nextInt(100_000))));
        row.addGroup("inner").add("x", random.nextGaussian());
      }
      writer.write(row);
    }
  }
}

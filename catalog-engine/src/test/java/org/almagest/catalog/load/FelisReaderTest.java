package org.almagest.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FelisReaderTest {

  @TempDir Path folder;

  @Test
  @ComparesWithOthers("felis")
  void readsTheSchemaOfDataPreview1() {
    SchemaDescription schema = FelisReader.read(OthersData.root().resolve("felis/dp1.yaml"));
    assertThat(schema.name()).isEqualTo("dp1");
    assertThat(schema.tables()).hasSize(12);
    TableDescription object = schema.table("object").orElseThrow();
    assertThat(object.name()).isEqualTo("Object");
    assertThat(object.primaryKey()).containsExactly("objectId");
    CatalogColumn ra = object.column("z_ra").orElseThrow();
    assertThat(ra.type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(ra.unit()).isEqualTo("deg");
    assertThat(ra.ucd()).isEqualTo("pos.eq.ra");
    assertThat(ra.description()).isEqualTo("Position in right ascension, measured on z-band.");
    assertThat(object.column("tract").orElseThrow().principal())
        .isEqualTo(CatalogColumn.Visibility.PRINCIPAL);
  }

  @Test
  void saysWhichResourceIsMissing() throws IOException {
    Path file =
        write(
            "main.yaml",
            """
          name: m
          description: refers to the columns of another
          resources:
            base:
              uri: base.yaml
          tables:
          - name: U
            columns: []
          """);
    assertThatThrownBy(() -> FelisReader.read(file))
        .isInstanceOf(FelisException.class)
        .hasMessageStartingWith(file + ":5: ")
        .hasMessageContaining("refers to the file [base.yaml], which is not beside it");
  }

  @Test
  void takesColumnsFromAResource() throws IOException {
    write(
        "base.yaml",
        """
          name: b
          tables:
          - name: T
            columns:
            - name: x
              datatype: int
            - name: y
              datatype: float
          """);
    Path file =
        write(
            "main.yaml",
            """
          name: m
          resources:
            base:
              uri: base.yaml
          tables:
          - name: U
            columnRefs:
              base:
                T:
                  y:
                  x: {name: z}
            columns:
            - name: a
              datatype: string
              fits:tunit: m
          """);
    assertThat(FelisReader.read(file).table("U").orElseThrow().columns())
        .extracting(CatalogColumn::name)
        .containsExactly("y", "z", "a");
  }

  @Test
  void saysFileAndLineOfWhatIsWrong() throws IOException {
    Path type =
        write(
            "type.yaml",
            """
          name: m
          tables:
          - name: U
            columns:
            - name: a
              datatype: number
          """);
    assertThatThrownBy(() -> FelisReader.read(type))
        .hasMessageStartingWith(type + ":5: column [a] has the datatype [number]; known are");
    Path nameless =
        write(
            "nameless.yaml",
            """
          name: m
          tables:
          - name: U
            columns:
            - datatype: int
          """);
    assertThatThrownBy(() -> FelisReader.read(nameless))
        .hasMessage(nameless + ":5: [name] is missing");
    Path broken = write("broken.yaml", "name: m\ntables: [\n- x: {\n");
    assertThatThrownBy(() -> FelisReader.read(broken))
        .hasMessageStartingWith(broken + ":")
        .hasMessageContaining("not YAML");
    Path list = write("list.yaml", "- a\n- b\n");
    assertThatThrownBy(() -> FelisReader.read(list))
        .hasMessage(list + ":1: expected keys with values here");
    assertThatThrownBy(() -> FelisReader.read(folder.resolve("none.yaml")))
        .hasMessageStartingWith("Cannot read the file [" + folder.resolve("none.yaml"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}

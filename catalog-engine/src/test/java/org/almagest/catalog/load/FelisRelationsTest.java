package org.almagest.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.TableNotes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FelisRelationsTest {
  @TempDir Path folder;

  private TableDescription read(String text) throws IOException {
    return FelisReader.read(Files.writeString(folder.resolve("felis.yaml"), text)).tables().get(0);
  }

  @Test
  void keysGroupsAndPlacesAreKept() throws IOException {
    TableNotes notes =
        read("""
            name: dr1
            tables:
            - name: Source
              tap:table_index: 20
              votable:utype: dm:source
              columns:
              - {name: visit, datatype: long, '@id': '#Source.visit'}
              - {name: x, datatype: double, '@id': '#Source.x'}
              - {name: y, datatype: double, '@id': '#Source.y'}
              columnGroups:
              - name: centroid
                description: On the chip
                ivoa:ucd: pos.cartesian
                columns: ['#Source.x', '#Source.y']
              constraints:
              - name: fk
                description: Link a Source to its Visit
                '@type': ForeignKey
                columns: ['#Source.visit']
                referencedColumns: ['#Visit.id']
            - name: Visit
              columns:
              - {name: visitId, datatype: long, '@id': '#Visit.id'}
            """)
            .notes();

    assertThat(notes.index()).isEqualTo(20);
    assertThat(notes.utype()).isEqualTo("dm:source");
    assertThat(notes.keys())
        .containsExactly(
            new ForeignKey(
                "fk",
                List.of("visit"),
                "Visit",
                List.of("visitId"),
                "Link a Source to its Visit",
                null));
    assertThat(notes.groups())
        .extracting(ColumnGroup::name, ColumnGroup::kind, ColumnGroup::columns, ColumnGroup::ucd)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "centroid", Kind.DECLARED, List.of("x", "y"), "pos.cartesian"));
  }

  @Test
  void keyWithoutItsTargetsIsRefusedAtItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    name: dr1
                    tables:
                    - name: Source
                      columns:
                      - {name: visit, datatype: long, '@id': '#Source.visit'}
                      constraints:
                      - name: fk
                        '@type': ForeignKey
                        columns: ['#Source.visit']
                    """))
        .isInstanceOf(FelisException.class)
        .hasMessageContaining("felis.yaml:7: a ForeignKey needs as many [referencedColumns]");
  }

  @Test
  @ComparesWithOthers("felis")
  void rubinsReleaseHasItsKeysAndCovariances() {
    SchemaDescription dp1 = FelisReader.read(OthersData.root().resolve("felis/dp1.yaml"));

    assertThat(dp1.table("ForcedSource").orElseThrow().notes().keys())
        .extracting(ForeignKey::targetTable, ForeignKey::targetColumns)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("Object", List.of("objectId")),
            org.assertj.core.api.Assertions.tuple("Visit", List.of("visit")));
    assertThat(dp1.table("Object").orElseThrow().notes().groups())
        .filteredOn(group -> group.kind() == Kind.COVARIANCE)
        .extracting(ColumnGroup::columns)
        .contains(
            List.of("coord_ra", "coord_dec", "coord_raErr", "coord_decErr", "coord_ra_dec_Cov"),
            List.of("z_ra", "z_dec", "z_raErr", "z_decErr", "z_ra_dec_Cov"));
  }

  @Test
  void examplesAreRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("examples.yaml"),
            """
            examples:
            - name: All of it
              description: Few rows
              query: |
                SELECT * FROM dr1.a
            - {name: Count, query: SELECT COUNT(*) FROM dr1.a}
            """);
    assertThat(ExamplesReader.read(file))
        .extracting(example -> example.name() + ": " + example.adql())
        .containsExactly("All of it: SELECT * FROM dr1.a", "Count: SELECT COUNT(*) FROM dr1.a");
    Path none = Files.writeString(folder.resolve("none.yaml"), "queries: []\n");
    assertThatThrownBy(() -> ExamplesReader.read(none))
        .isInstanceOf(FelisException.class)
        .hasMessageContaining("none.yaml:1: has no examples");
  }
}

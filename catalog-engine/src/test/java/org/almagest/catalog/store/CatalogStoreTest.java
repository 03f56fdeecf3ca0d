package org.almagest.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.almagest.TestDatabase;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.CatalogSchema;
import org.almagest.catalog.CatalogTable;
import org.almagest.catalog.Citation;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.almagest.catalog.ColumnType;
import org.almagest.catalog.DataDirectory;
import org.almagest.catalog.FilePlacement;
import org.almagest.catalog.ForeignKey;
import org.almagest.catalog.QueryExample;
import org.almagest.catalog.ReleaseNotes;
import org.almagest.catalog.SkyColumns;
import org.almagest.catalog.TableNotes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogStoreTest {

  private static final DataDirectory DATA = new DataDirectory(Path.of("/srv/almagest"));
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void readsBackWhatWasCommitted() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    CatalogTable object = table("dr1", "Object", "v1", new SkyColumns("ra", "dec"));
    assertThat(store.commit(object, "The first release")).isEmpty();
    assertThat(release(store, "dr1"))
        .isEqualTo(new CatalogSchema("dr1", "The first release", List.of(object)));
  }

  @Test
  void replacesATableAndSaysWhereTheOldVersionLies() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    CatalogTable first = table("dr2", "Object", "v1", null);
    CatalogTable second = table("DR2", "object", "v2", new SkyColumns("ra", "dec"));
    store.commit(first, "Second");
    assertThat(store.commit(second, null)).contains(first.files());
    CatalogSchema release = release(store, "dr2");
    assertThat(release.description()).isEqualTo("Second");
    assertThat(release.tables())
        .extracting(CatalogTable::name, CatalogTable::files)
        .containsExactly(tuple("object", second.files()));
  }

  @Test
  void keepsACitationAcrossVersionsAndAddsWhatIsSaidLater() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    store.commit(table("cited", "A", "v1", null), null);
    assertThat(release(store, "cited").citation()).isEqualTo(Citation.NONE);
    Citation first = new Citation("2021A&A...649A...1G", "Thank you", null, null, " ");
    store.addCitation("CITED", first);
    store.commit(table("cited", "A", "v2", null), null);
    assertThat(release(store, "cited").citation()).isEqualTo(first);
    store.addCitation("cited", new Citation(null, "Thanks", "doi:10.5270/esa-1ug", "ESA", null));
    assertThat(release(store, "cited").citation())
        .isEqualTo(
            new Citation("2021A&A...649A...1G", "Thanks", "doi:10.5270/esa-1ug", "ESA", null));
  }

  @Test
  void aCitationThatIsFoundDoesNotReplaceOneThatIsKnown() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    store.commit(table("found", "A", "v1", null), null);
    Citation found = new Citation("2016arXiv161205560C", null, null, null, null);
    store.addCitationIfNone("found", found);
    store.addCitationIfNone("found", new Citation(null, "Others", null, "Others", null));
    assertThat(release(store, "found").citation()).isEqualTo(found);
  }

  @Test
  void readsAnUnchangedCatalogOnceOnly() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    CatalogStore other = new CatalogStore(database.dataSource(), DATA);
    store.commit(table("dr3", "A", "v1", null), null);
    List<CatalogSchema> before = store.releases();
    assertThat(store.releases()).isSameAs(before);
    other.commit(table("dr3", "B", "v1", null), null);
    assertThat(store.releases()).isNotSameAs(before);
    assertThat(release(store, "dr3").tables()).hasSize(2);
  }

  @Test
  void keepsPathsRelativeToTheDataDirectory() {
    CatalogTable table = table("dr4", "A", "v1", null);
    new CatalogStore(database.dataSource(), DATA).commit(table, null);
    CatalogStore moved =
        new CatalogStore(database.dataSource(), new DataDirectory(Path.of("/mnt/new")));
    assertThat(release(moved, "dr4").tables().get(0).files().root())
        .isEqualTo(Path.of("/mnt/new/releases/dr4/A/v1"));
  }

  @Test
  void keepsPathsOfOthersAsTheyAre() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    CatalogTable inside = table("dr5", "A", "v1", null);
    for (String location : List.of("/surveys/gaia", "hdfs://host:8020/gaia")) {
      CatalogTable elsewhere =
          new CatalogTable(
              "dr5",
              "A",
              "A table",
              inside.columns(),
              null,
              new FilePlacement(FilePlacement.Layout.HATS, location),
              7,
              100);
      store.commit(elsewhere, null);
      CatalogStore moved =
          new CatalogStore(database.dataSource(), new DataDirectory(Path.of("/mnt/new")));
      assertThat(release(moved, "dr5").tables()).containsExactly(elsewhere);
    }
    assertThat(store.visibleFolders()).doesNotContain(Path.of("/surveys/gaia"));
    assertThat(store.remove("DR5", "a").orElseThrow().location())
        .isEqualTo("hdfs://host:8020/gaia");
    assertThat(store.remove("dr5", "A")).isEmpty();
    assertThat(release(store, "dr5").tables()).isEmpty();
  }

  @Test
  void keepsKeysGroupsAndTheOrderOfTables() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    CatalogTable plain = table("dr6", "A", "v1", null);
    CatalogTable told =
        new CatalogTable(
            "dr6",
            "Z",
            null,
            plain.columns(),
            null,
            plain.files(),
            1,
            2,
            new TableNotes(
                "dm:z",
                3,
                List.of(
                    new ForeignKey(
                        "fk", List.of("ra", "dec"), "A", List.of("ra", "dec"), "A key", "dm:k")),
                List.of(
                    new ColumnGroup(
                        "position",
                        ColumnGroup.Kind.COVARIANCE,
                        List.of(
                            new Member("ra", Role.VALUE),
                            new Member("dec", Role.VALUE),
                            new Member("region", Role.COVARIANCE, List.of("ra", "dec"))),
                        "A group",
                        "pos.eq"))));
    store.commit(plain, null);
    store.commit(told, null);
    assertThat(release(store, "dr6").tables()).containsExactly(told, plain);
    store.remove("dr6", "Z");
    assertThat(release(store, "dr6").tables()).containsExactly(plain);
  }

  @Test
  void keepsExamplesUntilOthersComeInTheirPlace() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    QueryExample one = new QueryExample("One", "It counts", "SELECT COUNT(*) FROM dr7.a");
    QueryExample two = new QueryExample("Two", null, "SELECT * FROM dr7.a");
    store.setExamples("dr7", List.of(one, two));
    store.commit(table("DR7", "A", "v1", null), null);
    assertThat(release(store, "dr7").examples()).containsExactly(one, two);
    store.setExamples("DR7", List.of(two));
    assertThat(release(store, "dr7").examples()).containsExactly(two);
  }

  @Test
  void aTableAndWhatIsSaidOfItsReleaseBecomeVisibleTogetherOrNotAtAll() {
    CatalogStore store = new CatalogStore(database.dataSource(), DATA);
    List<CatalogTable> tables = List.of(table("dr8", "a", "v1", null));
    QueryExample broken = new QueryExample("One", "A NUL: \0", "SELECT COUNT(*) FROM dr8.a");
    assertThatThrownBy(
            () ->
                store.commit(
                    tables,
                    new ReleaseNotes("Eight", List.of(broken), Citation.NONE, Citation.NONE)))
        .isInstanceOf(CatalogStoreException.class)
        .hasMessageContaining("visible");
    assertThat(store.releases()).extracting(CatalogSchema::name).doesNotContain("dr8");

    QueryExample good = new QueryExample("One", null, "SELECT COUNT(*) FROM dr8.a");
    Citation cited = new Citation("2020A&A", null, null, null, null);
    store.commit(tables, new ReleaseNotes("Eight", List.of(good), cited, Citation.NONE));
    assertThat(release(store, "dr8").examples()).containsExactly(good);
    assertThat(release(store, "dr8").description()).isEqualTo("Eight");
  }

  private static CatalogSchema release(CatalogStore store, String name) {
    return store.releases().stream()
        .filter(release -> release.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static CatalogTable table(
      String release, String name, String version, @Nullable SkyColumns sky) {
    CatalogColumn ra =
        new CatalogColumn(
            "ra",
            ColumnType.DOUBLE,
            "deg",
            "pos.eq.ra;meta.main",
            "utype",
            "Right ascension",
            CatalogColumn.Visibility.PRINCIPAL,
            CatalogColumn.Access.INDEXED);
    return new CatalogTable(
        release,
        name,
        "A table",
        List.of(
            ra,
            CatalogColumn.of("dec", ColumnType.FLOAT),
            CatalogColumn.of("region", ColumnType.STRING).withXtype("polygon")),
        sky,
        new FilePlacement(
            FilePlacement.Layout.HATS,
            DATA.releases().resolve(release).resolve(name).resolve(version)),
        7,
        100);
  }
}

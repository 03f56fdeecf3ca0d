package org.almagest.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.almagest.catalog.CatalogColumn;
import org.almagest.catalog.ColumnGroup;
import org.almagest.catalog.ColumnGroup.Kind;
import org.almagest.catalog.ColumnGroup.Member;
import org.almagest.catalog.ColumnGroup.Role;
import org.almagest.catalog.ColumnType;
import org.junit.jupiter.api.Test;

class ColumnGroupsTest {

  private static List<CatalogColumn> columns(String... names) {
    return Arrays.stream(names).map(name -> CatalogColumn.of(name, ColumnType.DOUBLE)).toList();
  }

  private static CatalogColumn withUcd(String name, String ucd) {
    return new CatalogColumn(
        name,
        ColumnType.DOUBLE,
        null,
        ucd,
        null,
        null,
        CatalogColumn.Visibility.SECONDARY,
        CatalogColumn.Access.SCANNED);
  }

  @Test
  void valueAndErrorAreFoundByTheNamesOfTheField() {
    List<ColumnGroup> groups =
        ColumnGroups.of(
            columns("flux", "fluxErr", "pmra", "pmra_error", "RAJ2000", "e_RAJ2000", "err", "x"),
            List.of());

    assertThat(groups)
        .extracting(ColumnGroup::kind, group -> group.columns().toString())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(Kind.VALUE_ERROR, "[flux, fluxErr]"),
            org.assertj.core.api.Assertions.tuple(Kind.VALUE_ERROR, "[pmra, pmra_error]"),
            org.assertj.core.api.Assertions.tuple(Kind.VALUE_ERROR, "[RAJ2000, e_RAJ2000]"));
    assertThat(groups.get(0).members())
        .containsExactly(
            new Member("flux", Role.VALUE), new Member("fluxErr", Role.ERROR, List.of("flux")));
  }

  @Test
  void columnWhoseUcdSaysOtherwiseIsNoError() {
    assertThat(
            ColumnGroups.of(
                List.of(withUcd("flux", "phot.flux"), withUcd("fluxErr", "meta.code.error")),
                List.of()))
        .isEmpty();
  }

  @Test
  void covariancesThatShareAValueMakeOneMatrix() {
    List<ColumnGroup> groups =
        ColumnGroups.of(
            columns(
                "coord_ra",
                "coord_dec",
                "coord_raErr",
                "coord_decErr",
                "coord_ra_dec_Cov",
                "pm_ra",
                "pm_raErr",
                "dec_pm_ra_Cov",
                "coord_dec_pm_ra_Cov",
                "mag",
                "magErr"),
            List.of());

    assertThat(groups).hasSize(2);
    ColumnGroup matrix = groups.get(0);
    assertThat(matrix.kind()).isEqualTo(Kind.COVARIANCE);
    assertThat(matrix.columns())
        .containsExactlyInAnyOrder(
            "coord_ra",
            "coord_dec",
            "pm_ra",
            "coord_raErr",
            "coord_decErr",
            "pm_raErr",
            "coord_ra_dec_Cov",
            "coord_dec_pm_ra_Cov");
    assertThat(matrix.members())
        .contains(
            new Member("coord_ra_dec_Cov", Role.COVARIANCE, List.of("coord_ra", "coord_dec")),
            new Member("coord_dec_pm_ra_Cov", Role.COVARIANCE, List.of("coord_dec", "pm_ra")));
    assertThat(groups.get(1).columns()).containsExactly("mag", "magErr");
  }

  @Test
  void declaredGroupsComeFirstAndKeepTheirNames() {
    ColumnGroup declared =
        new ColumnGroup(
            "flux",
            Kind.DECLARED,
            List.of(new Member("flux", Role.MEMBER), new Member("band", Role.MEMBER)),
            "A flux is of its band",
            null);
    assertThat(ColumnGroups.of(columns("flux", "fluxErr", "band"), List.of(declared)))
        .containsExactly(declared);
  }
}

package org.almagest.sky.moc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.almagest.sky.healpix.Healpix;
import org.almagest.sky.healpix.HealpixCell;
import org.almagest.sky.healpix.HealpixRange;
import org.junit.jupiter.api.Test;

class MocTest {

  private static final int ORDER = 3;
  private static final int CELLS = (int) Healpix.cells(ORDER);

  @Test
  void setOperationsAreThoseOfTheSetsOfCells() {
    SplittableRandom random = new SplittableRandom(31);
    for (int n = 0; n < 500; n++) {
      BitSet left = cells(random);
      BitSet right = cells(random);
      Moc one = moc(left);
      Moc other = moc(right);
      assertThat(one.union(other)).isEqualTo(moc(or(left, right)));
      assertThat(one.intersection(other)).isEqualTo(moc(and(left, right)));
      assertThat(one.difference(other)).isEqualTo(moc(without(left, right)));
      assertThat(one.complement().complement()).isEqualTo(one);
      assertThat(one.complement()).isEqualTo(moc(without(all(), left)));
      assertThat(one.intersects(other)).isEqualTo(left.intersects(right));
      assertThat(one.contains(other)).isEqualTo(without(right, left).isEmpty());
      assertThat(one.skyFraction()).isEqualTo((double) left.cardinality() / CELLS);
    }
  }

  @Test
  void membershipIsThatOfTheSet() {
    SplittableRandom random = new SplittableRandom(32);
    for (int n = 0; n < 100; n++) {
      BitSet set = cells(random);
      Moc moc = moc(set);
      for (int cell = 0; cell < CELLS; cell++) {
        HealpixRange range = Healpix.range(ORDER, cell);
        assertThat(moc.containsCell(ORDER, cell)).isEqualTo(set.get(cell));
        assertThat(moc.containsPixel(range.first())).isEqualTo(set.get(cell));
        assertThat(moc.containsPixel(range.last())).isEqualTo(set.get(cell));
        double[] center = Healpix.center(ORDER, cell);
        assertThat(moc.contains(center[0], center[1])).isEqualTo(set.get(cell));
        int last = Math.min(CELLS - 1, cell + random.nextInt(6));
        HealpixRange run = new HealpixRange(range.first(), Healpix.range(ORDER, last).last());
        assertThat(moc.contains(run))
            .isEqualTo(set.get(cell, last + 1).cardinality() > last - cell);
        assertThat(moc.intersects(run)).isEqualTo(!set.get(cell, last + 1).isEmpty());
      }
    }
  }

  @Test
  void rangesAreInOrderAndApart() {
    Moc moc = Moc.builder(4).add(2, 5).add(4, 3).add(2, 4).add(4, 3).add(3, 16).build();
    assertThat(moc.ranges())
        .containsExactly(
            Healpix.range(4, 3),
            new HealpixRange(Healpix.range(2, 4).first(), Healpix.range(2, 5).last()));
    assertThat(moc.rangeCount()).isEqualTo(2);
    assertThat(moc.bounds()).hasSize(4);
  }

  @Test
  void cellsAreTheLargestOnesOfTheSet() {
    SplittableRandom random = new SplittableRandom(33);
    for (int n = 0; n < 200; n++) {
      Moc moc = moc(cells(random));
      MocBuilder again = Moc.builder(ORDER);
      for (HealpixCell cell : moc.cells()) {
        again.add(cell);
        if (cell.order() > 0) {
          assertThat(moc.containsCell(cell.order() - 1, cell.cell() >> 2)).isFalse();
        }
      }
      assertThat(again.build()).isEqualTo(moc);
      assertThat(moc.uniq())
          .isSorted()
          .containsExactlyInAnyOrder(moc.cells().stream().mapToLong(HealpixCell::uniq).toArray());
    }
  }

  @Test
  void aUniqNumberIsOfOneCell() {
    for (int order = 0; order <= 29; order++) {
      for (long cell : new long[] {0, Healpix.cells(order) / 2, Healpix.cells(order) - 1}) {
        HealpixCell expected = new HealpixCell(order, cell);
        assertThat(HealpixCell.ofUniq(expected.uniq())).isEqualTo(expected);
      }
    }
    assertThatThrownBy(() -> HealpixCell.ofUniq(3)).hasMessageContaining("[3] is not the NUNIQ");
    assertThatThrownBy(() -> HealpixCell.ofUniq(-1)).hasMessageContaining("[-1] is not the NUNIQ");
    assertThatThrownBy(() -> HealpixCell.ofUniq(Long.MAX_VALUE)).hasMessageContaining("NUNIQ");
  }

  @Test
  void aDegradedMocIsAllCellsItTouches() {
    SplittableRandom random = new SplittableRandom(34);
    for (int n = 0; n < 200; n++) {
      BitSet set = cells(random);
      BitSet wide = new BitSet();
      set.stream().forEach(cell -> wide.set(cell >> 4));
      Moc degraded = moc(set).degraded(1);
      assertThat(degraded).isEqualTo(Moc.ofCells(1, wide.stream().asLongStream().toArray()));
      assertThat(moc(set).cellCount(1)).isEqualTo(wide.cardinality());
      assertThat(moc(set).degraded(5)).isEqualTo(moc(set));
    }
  }

  @Test
  void aDilatedMocHasAllNeighbours() {
    SplittableRandom random = new SplittableRandom(35);
    for (int n = 0; n < 100; n++) {
      BitSet set = cells(random);
      for (int order = 2; order <= 4; order++) {
        MocBuilder expected = Moc.builder(order);
        for (long cell = 0; cell < Healpix.cells(order); cell++) {
          if (moc(set).intersects(Healpix.range(order, cell))) {
            expected.add(order, cell);
            for (long neighbor : Healpix.neighbors(order, cell)) {
              expected.add(order, neighbor);
            }
          }
        }
        assertThat(moc(set).dilated(order)).isEqualTo(expected.build());
      }
    }
  }

  @Test
  void whatTwoMocsMakeHasTheDeeperOrder() {
    Moc coarse = Moc.ofCells(1, 5);
    Moc fine = Moc.ofCells(7, 3);
    assertThat(coarse.union(fine).order()).isEqualTo(7);
    assertThat(fine.intersection(coarse).order()).isEqualTo(7);
    assertThat(coarse).isNotEqualTo(Moc.ofCells(2, 20, 21, 22, 23));
  }

  @Test
  void theWholeSkyAndNothingAreMocs() {
    assertThat(Moc.allSky(0).skyFraction()).isEqualTo(1);
    assertThat(Moc.allSky(29).cells()).hasSize(12);
    assertThat(Moc.allSky(3).complement()).isEqualTo(Moc.empty(3));
    assertThat(Moc.empty(3).isEmpty()).isTrue();
    assertThat(Moc.empty(3).ranges()).isEmpty();
    assertThat(Moc.empty(3).contains(10, 20)).isFalse();
    assertThat(Moc.empty(5).dilated(7)).isEqualTo(Moc.empty(7));
    assertThat(Moc.ofCells(29, 7).skyFraction()).isCloseTo(1 / 3.4587645e18, within(1e-25));
  }

  @Test
  void rangesThatAreNotWholeCellsBecomeSo() {
    assertThat(Moc.ofRanges(28, List.of(new HealpixRange(5, 9)))).isEqualTo(Moc.ofCells(28, 1, 2));
    assertThatThrownBy(() -> Moc.ofRanges(3, List.of(new HealpixRange(0, Long.MAX_VALUE))))
        .hasMessageContaining("is not one of order 29");
    assertThatThrownBy(() -> Moc.builder(3).add(4, 7))
        .hasMessage("Cell [4/7] is deeper than order 3 of the MOC");
  }

  private static Moc moc(BitSet set) {
    return Moc.ofCells(ORDER, set.stream().asLongStream().toArray());
  }

  /** Some runs, among them whole base cells. */
  private static BitSet cells(SplittableRandom random) {
    BitSet set = new BitSet();
    int runs = random.nextInt(8);
    for (int run = 0; run < runs; run++) {
      int first = random.nextInt(CELLS);
      set.set(first, Math.min(CELLS, first + 1 + random.nextInt(random.nextInt(1, 120))));
    }
    if (random.nextInt(10) == 0) {
      set.set(0, 64);
    }
    return set;
  }

  private static BitSet all() {
    BitSet set = new BitSet();
    set.set(0, CELLS);
    return set;
  }

  private static BitSet or(BitSet left, BitSet right) {
    BitSet set = (BitSet) left.clone();
    set.or(right);
    return set;
  }

  private static BitSet and(BitSet left, BitSet right) {
    BitSet set = (BitSet) left.clone();
    set.and(right);
    return set;
  }

  private static BitSet without(BitSet left, BitSet right) {
    BitSet set = (BitSet) left.clone();
    set.andNot(right);
    return set;
  }
}

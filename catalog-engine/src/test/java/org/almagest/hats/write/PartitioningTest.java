package org.almagest.hats.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almagest.adql.conformance.ComparesWithOthers;
import org.almagest.adql.conformance.OthersData;
import org.almagest.hats.HatsCatalog;
import org.almagest.hats.HatsPartition;
import org.almagest.hats.HatsPixel;
import org.almagest.hats.write.sort.CellCounts;
import org.almagest.sky.healpix.Healpix;
import org.junit.jupiter.api.Test;

class PartitioningTest {

  @Test
  @ComparesWithOthers("lsdb")
  void partitionsAsHatsImportDoes() throws IOException {
    Path lsdb = OthersData.root().resolve("lsdb");
    SortedMap<Long, Long> counts = new TreeMap<>();
    List<String> lines =
        Files.readAllLines(lsdb.resolve("raw/small_sky_source/small_sky_source.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      long cell = Healpix.cell(2, Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
      counts.merge(cell, 1L, Long::sum);
    }
    Partitioning partitioning =
        new Partitioning(
            new CellCounts(
                2,
                counts.keySet().stream().mapToLong(Long::longValue).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray()));
    List<HatsPixel> stored =
        HatsCatalog.open(lsdb.resolve("small_sky_source")).partitions().stream()
            .map(HatsPartition::pixel)
            .toList();
    assertThat(partitioning.partitions(3000, Partitioning.EmptySiblings.DROP)).isEqualTo(stored);
    List<HatsPixel> whole = new ArrayList<>(stored);
    whole.set(whole.indexOf(new HatsPixel(2, 66)), new HatsPixel(0, 4));
    assertThat(partitioning.partitions(3000, Partitioning.EmptySiblings.KEEP)).isEqualTo(whole);
  }
}

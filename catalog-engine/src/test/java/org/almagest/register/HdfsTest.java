package org.almagest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.almagest.SmallSky;
import org.almagest.backend.BackendId;
import org.almagest.catalog.CatalogSchema;
import org.almagest.engine.EngineException;
import org.almagest.engine.QueryPlan;
import org.almagest.engine.RoutePreference;
import org.almagest.hats.HatsCollection;
import org.almagest.hats.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog on a NameNode and a DataNode, which run in this process. */
class HdfsTest {

  @TempDir static Path root;
  private static MiniDFSCluster cluster;
  private static Bench bench;

  @BeforeAll
  static void start() throws IOException {
    bench = new Bench(root);
    Path catalog = new SmallSky().ingestStars(bench.data, bench.store, "object").files().root();
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, root.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    cluster
        .getFileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(catalog.toUri()),
            new org.apache.hadoop.fs.Path("/surveys/small_sky"));
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  private static String uri() {
    return "hdfs://localhost:" + cluster.getNameNodePort() + "/surveys/small_sky";
  }

  @Test
  void aCatalogOnHdfsIsRegisteredInPlaceAndQueriedBySpark() {
    RegisterResult result = bench.register("remote", uri() + "/");
    assertThat(result.table().rows()).isEqualTo(SmallSky.OBJECTS);
    assertThat(result.table().files().location()).isEqualTo(uri());
    assertThat(bench.store.releases())
        .filteredOn(release -> release.name().equals("reg"))
        .flatExtracting(CatalogSchema::tables)
        .containsExactly(result.table());
    QueryPlan plan =
        bench.plan(RoutePreference.AUTO, "SELECT id, ra FROM reg.remote WHERE id = 707");
    assertThat(plan.route().backend()).isEqualTo(BackendId.SPARK);
    assertThat(plan.route().reasons().get(0))
        .isEqualTo(
            "DUCKDB cannot run it: the files of reg.remote are not on this machine: " + uri());
    assertThat(plan.route().files()).as("files after the look-up in the index").isEqualTo(1);
    assertThat(bench.rows(RoutePreference.AUTO, "SELECT id FROM reg.remote WHERE id = 707"))
        .containsExactly(List.of(707));
    assertThat(bench.rows(RoutePreference.AUTO, "SELECT COUNT(*) FROM reg.remote"))
        .containsExactly(List.of((long) SmallSky.OBJECTS));
    assertThat(
            bench.rows(
                RoutePreference.AUTO,
                "SELECT COUNT(*) FROM reg.remote WHERE DISTANCE(ra, dec, 300, -50) < 5"))
        .hasSize(1);
    assertThatThrownBy(() -> bench.plan(RoutePreference.DUCKDB, "SELECT id FROM reg.remote"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("are not on this machine");
  }

  @Test
  void marginsAndIndexesAreReadFromHdfs() {
    HatsCollection collection = HatsCollection.open(Location.of(uri()));
    assertThat(collection.margins()).hasSize(1);
    assertThat(collection.indexes().get("id").partitions(List.of(707L)).orElseThrow()).hasSize(1);
  }

  @Test
  void saysThatNothingIsThere() {
    assertThatThrownBy(() -> bench.register("nothing", uri() + "_of_another_name"))
        .isInstanceOf(RegisterException.class)
        .hasMessage("[" + uri() + "_of_another_name] is no folder");
    assertThatThrownBy(() -> bench.register("nothing", "hdfs://localhost:1/surveys"))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("Cannot read");
  }
}

"""Compares what the service reads, writes and matches with what LSDB's tests expect.

Usage: conformance.py ALMAGEST DATA_DIR LSDB_DATA   the program, its data directory, the test catalogs
"""

import io
import pathlib
import re
import subprocess
import sys
import time

import lsdb
import pandas as pd
import pyarrow.parquet as pq
import requests

NEAREST = """SELECT a.id AS ss_id, b.id AS xmatch_id, DISTANCE(a.ra, a.dec, b.ra, b.dec) AS dist
FROM sky.small_sky_order1_collection AS a JOIN sky.small_sky_xmatch AS b
ON {condition}"""


class Service:
    """The program, running on a data directory of its own."""

    def __init__(self, program, data):
        self.log = pathlib.Path(data, "up.log")
        with open(self.log, "w") as out:
            self.process = subprocess.Popen(
                [program, "up", "--data-dir", data, "--port", "0"], stdout=out, stderr=out
            )
        for _ in range(600):
            found = re.search(r"(http:\S+?)/tap", self.log.read_text())
            if found:
                self.url = found.group(1)
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise SystemExit(self.log.read_text())

    def rows(self, adql):
        answer = requests.post(
            self.url + "/tap/sync",
            data={"LANG": "ADQL", "QUERY": adql, "RESPONSEFORMAT": "csv"},
            timeout=300,
        )
        assert answer.ok, answer.text
        return pd.read_csv(io.StringIO(answer.text))

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def same(found, expected, tolerance=1e-9):
    """Whether two tables have the same rows, in any order."""
    key = list(expected.columns)
    found = found[key].sort_values(key, ignore_index=True)
    expected = expected.sort_values(key, ignore_index=True)
    pd.testing.assert_frame_equal(
        found, expected, check_dtype=False, check_exact=False, rtol=0, atol=tolerance
    )
    return len(expected)


def read(service, lsdb_data):
    for table, raw, columns in [
        ("small_sky_order1_collection", "small_sky/small_sky.csv", ["id", "ra", "dec"]),
        ("small_sky_npix_as_dir", "small_sky/small_sky.csv", ["id", "ra", "dec"]),
        ("small_sky_order1_nested_sources", "small_sky/small_sky.csv", ["id", "ra", "dec"]),
        ("small_sky_xmatch", "xmatch/small_sky_xmatch.csv", ["id", "ra", "dec"]),
        ("small_sky_source", "small_sky_source/small_sky_source.csv",
         ["source_id", "mjd", "mag", "object_id"]),
    ]:
        expected = pd.read_csv(lsdb_data / "raw" / raw)[columns]
        found = service.rows(f"SELECT {', '.join(columns)} FROM sky.{table}")
        yield f"read {table}", same(found, expected)


def written(data, table):
    return next(iter(sorted(pathlib.Path(data, "releases/sky", table).iterdir())))


def partitions(data, lsdb_data):
    for table, catalog in [
        ("source", "small_sky_source"),
        ("object", "small_sky_order1_collection/small_sky_order1"),
    ]:
        expected = pd.read_csv(lsdb_data / catalog / "partition_info.csv")
        folder = written(data, table) / f"sky_{table}" / "partition_info.csv"
        yield f"partitions of {catalog}", same(pd.read_csv(folder), expected)


def ids_by_pixel(catalog, column):
    found = {}
    for file in sorted((catalog / "dataset").glob("Norder=*/Dir=*/Npix=*.parquet")):
        name = "/".join(part for part in file.parts if part.startswith(("Norder", "Npix")))
        found[name] = sorted(pq.ParquetFile(file).read([column])[column].to_pylist())
    return found


def margins(data, lsdb_data):
    for table, catalog, column in [
        ("object", "small_sky_order1_collection/small_sky_order1_margin_1deg", "id"),
        ("object_2deg", "small_sky_order1_collection/small_sky_order1_margin_2deg", "id"),
        ("source", "small_sky_source_margin", "source_id"),
        ("xmatch", "small_sky_xmatch_margin", "id"),
    ]:
        folder = next(written(data, table).glob("*arcs"))
        found = ids_by_pixel(folder, column)
        assert found == ids_by_pixel(lsdb_data / catalog, column), catalog
        yield f"margin {catalog}", sum(len(ids) for ids in found.values())


def matches(service, lsdb_data):
    expected = {
        path.stem: pd.read_csv(path)[["ss_id", "xmatch_id", "dist"]]
        for path in (lsdb_data / "raw/xmatch_expected").glob("*.csv")
    }
    nearest = "1 = almagest_nearest(POINT(a.ra, a.dec), POINT(b.ra, b.dec), {})"
    within = "DISTANCE(POINT(a.ra, a.dec), POINT(b.ra, b.dec)) <= 0.005"
    for name, condition in [
        ("xmatch_correct", nearest.format("0.01")),
        ("xmatch_correct_3n_2t", nearest.format("2, 3")),
        ("xmatch_correct_002_005", within),
    ]:
        found = service.rows(NEAREST.format(condition=condition))
        if condition == within:
            found = found[found.dist > 0.002].sort_values("dist").groupby("ss_id").head(1)
        yield f"match {name}", same(found, expected[name], 1e-11)


def cone(service, lsdb_data):
    expected = pd.read_csv(lsdb_data / "raw/cone_search_expected/catalog.csv")[["source_id"]]
    found = service.rows(
        "SELECT source_id FROM sky.source WHERE DISTANCE(source_ra, source_dec, 325, -55) <= 2"
    )
    yield "cone on what was written", same(found, expected)
    found = service.rows(
        "SELECT source_id FROM sky.small_sky_source"
        " WHERE DISTANCE(source_ra, source_dec, 325, -55) <= 2"
    )
    yield "cone on small_sky_source", same(found, expected)


def curves(path):
    """The nested sources, one a row."""
    frame = lsdb.open_catalog(str(path)).compute()
    flat = frame["sources"].nest.to_flat()
    flat["id"] = frame["id"].reindex(flat.index) if frame["id"].index.is_unique else None
    return flat[["source_id", "mjd", "mag"]].astype(float)


def nested(data, lsdb_data):
    expected = curves(lsdb_data / "small_sky_order1_nested_sources")
    found = curves(written(data, "object_lc"))
    yield "nested sources, opened by LSDB", same(found, expected, 1e-6)


def main(program, data, lsdb_data):
    print("| conformance | rows |")
    print("| --- | --- |")
    service = Service(program, data)
    try:
        for cases in (
            read(service, lsdb_data), partitions(data, lsdb_data), margins(data, lsdb_data),
            matches(service, lsdb_data), cone(service, lsdb_data), nested(data, lsdb_data),
        ):
            for name, rows in cases:
                print(f"| {name} | {rows} |", flush=True)
    finally:
        service.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))

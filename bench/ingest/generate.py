"""Makes one Parquet file of a seeded catalog: ROWS rows, 14 columns, about 50 bytes a row."""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROWS_AT_ONCE = 1_000_000


def batch(random, first, rows):
    ra = 10 + 15.2 * random.random(rows)
    dec = np.degrees(np.arcsin(np.sin(np.radians(15)) * random.random(rows)))
    columns = {
        "object_id": np.arange(first, first + rows, dtype=np.int64),
        "ra": ra,
        "dec": dec,
        "parallax": random.exponential(1.0, rows).astype(np.float32),
        "pm_ra": random.normal(0, 5, rows),
        "pm_dec": random.normal(0, 5, rows),
        "n_obs": random.poisson(20, rows).astype(np.int32),
        "flags": random.integers(0, 16, rows, dtype=np.int32),
    }
    for band in "ugriz":
        columns[band + "_mag"] = random.normal(20, 2, rows).astype(np.float32)
    columns["class"] = np.array(["STAR", "GALAXY", "QSO"])[random.integers(0, 3, rows)]
    return pa.table(columns)


def main(path, rows):
    random = np.random.default_rng(42)
    writer = None
    for first in range(0, rows, ROWS_AT_ONCE):
        table = batch(random, first, min(ROWS_AT_ONCE, rows - first))
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table)
    writer.close()


main(sys.argv[1], int(sys.argv[2]))

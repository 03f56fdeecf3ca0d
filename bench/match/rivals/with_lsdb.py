"""LSDB on two threads of one process, which is its fastest way on two cores.

Its writer is told to write Snappy and to leave out what the others do not write: count map,
statistics and the footers' summary.
"""

import time
import warnings

import dask
import lsdb
import pandas as pd

from measure import RADIUS_ARCSEC, Task, keep

warnings.simplefilter("ignore")
dask.config.set(scheduler="threads", num_workers=2)
task = Task("LSDB")
separation = "_dist_arcsec"
pairs = []


def once(folder):
    begun = time.perf_counter()
    read = [*task.columns, "ra", "dec"]
    if task.work == "list":
        left = lsdb.from_dataframe(pd.read_parquet(task.list), ra_column="ra", dec_column="dec")
    else:
        left = lsdb.open_catalog(task.left, columns=read)
    match = left.crossmatch(
        lsdb.open_catalog(task.right, columns=read),
        n_neighbors=10,
        radius_arcsec=RADIUS_ARCSEC,
        suffixes=("_a", "_b"),
        suffix_method="all_columns",
    )
    match = match[[f"{c}_{side}" for side in "ab" for c in task.columns] + [separation]]
    planned = time.perf_counter() - begun
    if task.work == "list":
        pairs[:] = match.compute().itertuples(index=False)
    else:
        match.write_catalog(
            folder,
            as_collection=False,
            progress_bar=False,
            create_parquet_metadata=False,
            create_per_partition_statistics=False,
            should_write_skymap=False,
            write_table_kwargs={"compression": "snappy"},
        )
    return planned


task.run(lsdb.__version__, once)
if task.work == "list":
    keep(pairs, f"{task.out}/kept")

"""The list of 10,000 positions, and FITS copies for STILTS where it is installed.

Arguments: DATA ROWS FITS, the last one yes or no.
"""

import sys

import duckdb

data, rows, fits = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "yes"


def files(name):
    return f"read_parquet('{data}/{name}/{name}/dataset/*/*/*.parquet', hive_partitioning = false)"


connection = duckdb.connect()
listed = f"SELECT id, ra, dec FROM {files('a')} WHERE id % {max(1, rows // 10_000)} = 0 ORDER BY id"
connection.execute(f"COPY ({listed}) TO '{data}/list.parquet' (FORMAT parquet)")
if fits:
    from astropy.table import Table

    for name, source in {"a": files("a"), "b": files("b"), "list": f"'{data}/list.parquet'"}.items():
        columns = connection.execute(f"SELECT * FROM {source}").fetchnumpy()
        columns.pop("_healpix_29", None)
        Table({key: column for key, column in columns.items()}).write(
            f"{data}/{name}.fits", overwrite=True
        )

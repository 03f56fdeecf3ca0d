"""DuckDB: an equi-join of cells in SQL, on two threads."""

import os

import duckdb

from measure import Task, cell_join, keep

task = Task("DuckDB")
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute("SET enable_progress_bar = false")
connection.execute("SET preserve_insertion_order = false")


def files(catalog, name):
    return f"read_parquet('{catalog}/{name}/dataset/*/*/*.parquet', hive_partitioning = false)"


sql = cell_join(
    f"'{task.list}'" if task.work == "list" else files(task.left, "a"),
    files(task.right, "b"),
    task.columns,
    "unnest(range({0}, {1} + 1))",
    "CAST(floor({0}) AS BIGINT)",
)
pairs = []


def once(folder):
    if task.work == "list":
        pairs[:] = connection.execute(sql).fetchall()
    else:
        os.makedirs(folder)
        target = f"'{folder}/pairs.parquet'"
        connection.execute(f"COPY ({sql}) TO {target} (FORMAT parquet, COMPRESSION snappy)")


task.run(duckdb.__version__, once)
if task.work == "list":
    keep(pairs, f"{task.out}/kept")

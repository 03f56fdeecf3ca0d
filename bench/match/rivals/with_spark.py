"""Spark as it comes: an equi-join of cells in SQL."""

from measure import Task, cell_join, keep
from spark_session import start

task = Task("Spark, cells")
spark = start(task, "8g")
spark.conf.set("spark.sql.shuffle.partitions", "32")
left = task.list if task.work == "list" else f"{task.left}/a/dataset"
sql = cell_join(
    f"parquet.`{left}`",
    f"parquet.`{task.right}/b/dataset`",
    task.columns,
    "explode(sequence({0}, {1}))",
    "CAST(floor({0}) AS BIGINT)",
)
pairs = []


def once(folder):
    if task.work == "list":
        pairs[:] = spark.sql(sql).collect()
    else:
        spark.sql(sql).write.parquet(folder)


task.run(spark.version, once)
if task.work == "list":
    keep(pairs, f"{task.out}/kept")
spark.stop()

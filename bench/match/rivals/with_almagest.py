"""Almagest: the one jar in PyPI's Spark, as docs/match.md shows."""

import os
from pathlib import Path

from measure import RADIUS_ARCSEC, Task, keep
from spark_session import start

task = Task("Almagest")
jar = os.environ["ALMAGEST_SPARK_JAR"]
spark = start(task, "4g", jar)
pairs = []


def once(folder):
    match = (
        spark.read.format("hats-match")
        .option("left", task.list if task.work == "list" else task.left)
        .option("right", task.right)
        .option("radius", RADIUS_ARCSEC)
        .option("strict", "true")
        .option("leftColumns", ",".join(task.columns))
        .option("rightColumns", ",".join(task.columns))
        .option("leftSuffix", "_a")
        .option("rightSuffix", "_b")
    )
    if task.work == "list":
        match = match.option("leftList", "true").option("leftRa", "ra").option("leftDec", "dec")
        pairs[:] = match.load().collect()
    else:
        writer = match.load().write.format("columnar-parquet").option("compression", "snappy")
        writer.mode("overwrite").save(folder)


version = Path(jar).name.removeprefix("catalog-engine-").removesuffix("-spark.jar")
task.run(f"{version}, Spark {spark.version}", once)
if task.work == "list":
    keep(pairs, f"{task.out}/kept")
spark.stop()

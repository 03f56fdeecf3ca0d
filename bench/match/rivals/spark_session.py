"""PyPI's Spark with two threads, the same for Almagest and for the stock join."""

import os

from pyspark.sql import SparkSession

os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"


def start(task, heap, jar=None):
    settings = {
        "spark.driver.memory": heap,
        "spark.driver.extraJavaOptions": "-XX:+UseParallelGC -Duser.timezone=UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.parquet.compression.codec": "snappy",
        "spark.local.dir": f"{task.out}-spark",
    }
    if jar:
        settings["spark.jars"] = jar
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    task.pids.append(spark._jvm.java.lang.ProcessHandle.current().pid())
    return spark

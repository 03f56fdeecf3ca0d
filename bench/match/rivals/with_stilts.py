"""STILTS tmatch2 on the sky in its parallel runner: one pass, since a second would start it anew.

It has FITS in and out, which costs it less than Parquet would.
"""

import os
import re
import resource
import subprocess

from measure import RADIUS_ARCSEC, Task

task = Task("STILTS")
task.passes = 1
task.children = lambda: resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
kept = " ".join([*task.columns, "ra", "dec"])
wanted = [f"{column}_{side}" for side in (1, 2) for column in task.columns]
printed = subprocess.run(["stilts", "-version"], capture_output=True, text=True)
version = re.search(r"STILTS version (\S+)", printed.stdout + printed.stderr).group(1)


def once(folder):
    os.makedirs(folder)
    left = "list" if task.work == "list" else "a"
    subprocess.run(
        ["stilts", "-Xmx12g", "tmatch2"]
        + [f"in1={task.data}/{left}.fits", f"in2={task.data}/b.fits", "ifmt1=fits", "ifmt2=fits"]
        + [f"icmd1=keepcols '{kept}'", f"icmd2=keepcols '{kept}'"]
        + ["matcher=sky", f"params={RADIUS_ARCSEC}", "values1=ra dec", "values2=ra dec"]
        + ["find=all", "join=1and2", "fixcols=all", "runner=parallel2"]
        + [f"ocmd=keepcols '{' '.join(wanted)} Separation'", f"out={folder}/pairs.fits", "ofmt=fits"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


task.run(version, once)

"""Adds to a record what is in the answers: rows, left rows, and a print of the set of pairs.

Arguments: RECORD OUT. Two answers have one print only if they hold the same pairs.
"""

import glob
import json
import sys

import duckdb

record, out = sys.argv[1:3]
with open(record) as file:
    measured = json.load(file)
answers = []
for folder in sorted(glob.glob(f"{out}/*")):
    fits = glob.glob(f"{folder}/*.fits")
    if fits:
        import numpy
        from astropy.io.fits import getdata

        table = getdata(fits[0], 1)
        native = [numpy.ascontiguousarray(table[c]).astype("=i8") for c in ("id_1", "id_2")]
        pairs = {"id_a": native[0], "id_b": native[1]}
        separation = numpy.ascontiguousarray(table["Separation"]).astype("=f8")
        import pyarrow

        pairs = pyarrow.table({**pairs, "separation": separation})
        columns, source = len(table.columns), "pairs"
    else:
        written = [f for f in glob.glob(f"{folder}/**/*.parquet", recursive=True) if "/_" not in f]
        names = duckdb.sql(f"SELECT * FROM read_parquet({written}) LIMIT 0").columns
        columns = len([name for name in names if name[-2:] in ("_a", "_b")]) + 1
        source = f"read_parquet({written})"
        if "_dist_arcsec" in names:
            source = f"(SELECT *, _dist_arcsec AS separation FROM {source})"
    answers.append(
        duckdb.execute(
            "SELECT count(*), count(DISTINCT id_a), bit_xor(hash(id_a, id_b)), max(separation),"
            f" {columns} FROM {source}"
        ).fetchone()
    )
if len(set(answer[:3] for answer in answers)) != 1:
    sys.exit(f"{measured['system']}: the passes differ: {answers}")
measured["pairs"], measured["lefts"], measured["print"], widest, measured["columns"] = answers[0]
if not 0.99 < widest < 1.0000001:
    sys.exit(f"{measured['system']}: the widest separation is {widest} arcsec")
with open(record, "w") as file:
    json.dump(measured, file)

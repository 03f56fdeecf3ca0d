"""One Markdown table of all records. Arguments: RECORD...

Fails where systems disagree on the pairs, or where 10,000,000 rows do not give the known counts.
"""

import json
import statistics
import sys

KNOWN = {(10_000_000, work): (7_107_842, 7_032_039) for work in ("ids", "payload")}
TITLES = {
    "ids": "ids, separation",
    "payload": "id and 10 columns of each side, separation",
    "list": "10,000 positions, ids, separation",
}
COLUMNS = [
    "rows a side",
    "work",
    "system",
    "processes",
    "start to answer [s]",
    "first [s]",
    "again [s]",
    "of it computing [s]",
    "core-s",
    "peak [GiB]",
    "start : ours",
    "again : ours",
    "core-s : ours",
]


def figures(own):
    """Medians of one system's processes."""

    def median(of):
        return statistics.median(of(record) for record in own)

    return {
        "start": median(lambda r: r["process"]),
        "first": median(lambda r: r["passes"][0]["work"]),
        "again": median(lambda r: r["passes"][-1]["work"]),
        "compute": median(lambda r: r["passes"][-1]["compute"]),
        "cpu": median(lambda r: r["passes"][-1]["cpu"]),
        "peak": median(lambda r: r["peak"]) / 2**30,
    }


records = []
for path in sys.argv[1:]:
    with open(path) as file:
        records.append(json.load(file))
systems = list(dict.fromkeys(["Almagest", *(r["system"] for r in records)]))
versions = {r["system"]: r["version"] for r in records}
loads = [r["load"] for r in records]
notes = []
print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
for rows in sorted({r["rows"] for r in records}):
    for work, title in TITLES.items():
        of_work = [r for r in records if (r["rows"], r["work"]) == (rows, work)]
        if not of_work:
            continue
        answers = {(r["pairs"], r["lefts"], r["print"]) for r in of_work}
        if len(answers) != 1:
            sys.exit(f"{work}: systems disagree: " + str({r["system"]: r["pairs"] for r in of_work}))
        pairs, lefts, _ = answers.pop()
        if KNOWN.get((rows, work), (pairs, lefts)) != (pairs, lefts):
            sys.exit(f"{work}: {pairs} pairs of {lefts} left rows are not {KNOWN[rows, work]}")
        notes.append(f"{rows:,} rows, {title}: {pairs:,} pairs of {lefts:,} left rows")
        ours = None
        for system in systems:
            own = [r for r in of_work if r["system"] == system]
            if not own:
                continue
            its = figures(own)
            ours = ours or its
            print(
                f"| {rows:,} | {title} | {system} | {len(own)} | {its['start']:.1f} | {its['first']:.2f}"
                f" | {its['again']:.2f} | {its['compute']:.2f} | {its['cpu']:.1f} | {its['peak']:.1f}"
                f" | {its['start'] / ours['start']:.2f} | {its['again'] / ours['again']:.2f}"
                f" | {its['cpu'] / ours['cpu']:.2f} |"
            )
print("\nVersions: " + ", ".join(f"{s} {versions[s]}" for s in systems if s in versions))
print(f"Load while measuring: {min(loads):.1f} to {max(loads):.1f}")
print("Each system found the same pairs. " + "; ".join(notes))

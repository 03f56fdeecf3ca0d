"""One Markdown table of all records. Arguments: ROWS RECORD...

Fails where systems disagree on the pairs, or where the 10,000,000 rows do not give the known counts.
"""

import json
import statistics
import sys

KNOWN = {("ids", 10_000_000): (7_107_842, 7_032_039), ("payload", 10_000_000): (7_107_842, 7_032_039)}
TITLES = {
    "ids": "ids and separation",
    "payload": "id and 10 columns of each side, separation",
    "list": "a list of 10,000 positions, ids and separation",
}


def median(values):
    return statistics.median(values)


rows = int(sys.argv[1])
records = []
for path in sys.argv[2:]:
    with open(path) as file:
        records.append(json.load(file))
for work, title in TITLES.items():
    of_work = [record for record in records if record["work"] == work]
    if not of_work:
        continue
    answers = {(r["pairs"], r["lefts"], r["print"]) for r in of_work}
    if len(answers) != 1:
        sys.exit(f"{work}: systems disagree: " + str({r["system"]: r["pairs"] for r in of_work}))
    pairs, lefts, _ = answers.pop()
    if KNOWN.get((work, rows), (pairs, lefts)) != (pairs, lefts):
        sys.exit(f"{work}: {pairs} pairs of {lefts} left rows are not {KNOWN[work, rows]}")
    repeats = max(sum(r["system"] == s["system"] for r in of_work) for s in of_work)
    loads = [r["load"] for r in of_work]
    print(
        f"\n{title}: {rows:,} rows a side, {pairs:,} pairs of {lefts:,} left rows, the same pairs"
        f" from each; medians of {repeats} processes; load {min(loads):.1f} to {max(loads):.1f}\n"
    )
    print("| system | process [s] | first [s] | again [s] | of it compute [s] | core-s | peak [GiB]", end="")
    print(" | process : ours | again : ours |\n|" + " --- |" * 9)
    ours = None
    for system in dict.fromkeys(["Almagest", *(r["system"] for r in of_work)]):
        own = [r for r in of_work if r["system"] == system]
        if not own:
            continue
        process = median(r["process"] for r in own)
        first = median(r["passes"][0]["work"] for r in own)
        again = median(r["passes"][-1]["work"] for r in own)
        compute = median(r["passes"][-1]["compute"] for r in own)
        cpu = median(r["passes"][-1]["cpu"] for r in own)
        peak = median(r["peak"] for r in own) / 2**30
        ours = ours or (process, again)
        print(
            f"| {system} ({own[0]['version']}) | {process:.1f} | {first:.1f} | {again:.2f} |"
            f" {compute:.2f} | {cpu:.1f} | {peak:.1f} | {process / ours[0]:.1f} | {again / ours[1]:.1f} |"
        )

"""Reads a JSON report of STILTS taplint; fails unless it has neither errors nor warnings.

Usage: report.py REPORT.json
"""

import json
import sys

# A failure (F) is what taplint could not test. These are tables of data models that the service does
# not claim to have: the observation plan of ObsLocTAP, and ObsCore.
ALLOWED_FAILURES = {("LOC", "NOTP"), ("OBS", "NOTB")}

BAD = {"ERROR": "E", "WARNING": "W", "FAILURE": "F"}


def text(entry):
    return entry.get("text") or str(entry.get("error", ""))


def main(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    unexpected = 0
    for section in report["sections"]:
        found = section.get("reports", [])
        counts = {
            level: sum(1 for entry in found if entry["level"] == level)
            for level in BAD
        }
        print(
            f"{section['code']:4} {section['title']}: "
            + ", ".join(f"{count} {level.lower()}" for level, count in counts.items())
        )
        for entry in found:
            level, code = entry["level"], entry["code"]
            if level not in BAD:
                continue
            allowed = level == "FAILURE" and (section["code"], code) in ALLOWED_FAILURES
            unexpected += not allowed
            print(
                f"     {BAD[level]}-{section['code']}-{code}"
                f"{' (allowed)' if allowed else ''} {text(entry)}"
            )
    print("totals:", ", ".join(f"{name} {n}" for name, n in report["totals"].items()))
    if unexpected or report["totals"]["ERROR"] or report["totals"]["WARNING"]:
        print(f"taplint is not content: {unexpected} reports that are not allowed")
        return 1
    print("taplint is content")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Times the VOTable writer of GAVO DaCHS, where the user has installed it, on the rows of the benchmark.

Usage: dachs.py ROWS
"""

import sys
import time

from gavo import votable
from gavo.votable import V

FIELDS = [
    ("id", "long", None), ("ra", "double", None), ("dec", "double", None), ("g", "float", None),
    ("r", "float", None), ("i", "float", None), ("g_err", "float", None), ("detections", "int", None),
    ("flags", "short", None), ("extended", "boolean", None), ("name", "unicodeChar", "*"),
    ("seen", "char", "*"),
]  # fmt: skip
ENCODINGS = [("td", V.TABLEDATA), ("b", V.BINARY), ("b2", V.BINARY2)]


def generated(count):
    """The same rows as GeneratedRows makes."""
    start = time.mktime((2026, 1, 1, 0, 0, 0, 0, 0, 0))
    for row in range(1, count + 1):
        mixed = row * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        part = (mixed >> 11) * 2.0**-53
        flags = (mixed >> 50) & 0xFFFF
        seen = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(start + row))
        bands = [None if row % 17 == 0 else 15 + 10 * part + column for column in (3, 4, 5)]
        yield (
            4000000000 + row, 360 * part, 180 * part - 90, *bands, 0.1 * part, row % 1000,
            flags - 65536 if flags > 32767 else flags, mixed >= 1 << 63, "J%d" % (row % 1000000), seen,
        )  # fmt: skip


class Counted:
    """Counts and forgets."""

    bytes = 0

    def write(self, data):
        self.bytes += len(data)

    def flush(self):
        pass


def field(name, datatype, arraysize):
    nulls = [V.VALUES(null="-32768" if datatype == "short" else "-1")] if datatype in ("short", "int", "long") else []
    return V.FIELD(name=name, datatype=datatype, arraysize=arraysize)[nulls]


def main(count):
    rows = list(generated(min(count, 100000)))
    for name, encoding in ENCODINGS:
        table = V.TABLE[[field(*one) for one in FIELDS]]
        out = Counted()
        start = time.perf_counter()
        votable.write(V.VOTABLE[V.RESOURCE[votable.DelayedTable(table, rows, encoding)]], out)
        seconds = time.perf_counter() - start
        print("%-18s %12.0f %12.1f" % ("dachs:votable/" + name, len(rows) / seconds, out.bytes / len(rows)))


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""What one process of a comparison is asked to do, and how it reports."""

import json
import os
import shutil
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")
PAYLOAD = [f"p{i}" for i in range(10)]
RADIUS_ARCSEC = 1.0
CELL_DEG = 10 / 3600


def _core_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _peak_bytes(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


class Task:
    """Arguments: WORK ROWS DATA OUT RECORD STARTED PASSES.

    WORK is ids, payload or list; ROWS those of a side; STARTED the time, in seconds since 1970, at which this process was
    begun; the answer of pass N is left in OUT/N.
    """

    def __init__(self, system):
        work, rows, data, out, record, started, passes = sys.argv[1:8]
        self.system, self.work, self.data, self.out = system, work, data, out
        self.rows = int(rows)
        self.left, self.right, self.list = f"{data}/a", f"{data}/b", f"{data}/list.parquet"
        self.columns = ["id"] + (PAYLOAD if work == "payload" else [])
        self.pids = [os.getpid()]
        self.children = None
        self._record, self._started, self.passes = record, float(started), int(passes)

    def _cpu(self):
        children = os.times()
        return sum(map(_core_seconds, self.pids)) + children.children_user + children.children_system

    def run(self, version, once):
        """Call once(folder) for each pass; it returns the seconds that it planned before computing."""
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        passes, process = [], None
        for number in range(self.passes):
            cpu, begun = self._cpu(), time.perf_counter()
            planned = once(f"{self.out}/{number}") or 0
            seconds = time.perf_counter() - begun
            process = process or time.time() - self._started
            passes.append({"work": seconds, "compute": seconds - planned, "cpu": self._cpu() - cpu})
        peak = self.children() if self.children else sum(map(_peak_bytes, self.pids))
        with open(self._record, "w") as record:
            json.dump(
                {
                    "system": self.system,
                    "version": version,
                    "work": self.work,
                    "rows": self.rows,
                    "process": process,
                    "passes": passes,
                    "peak": peak,
                    "load": os.getloadavg()[0],
                },
                record,
            )


def keep(pairs, folder):
    """Write (left id, right id, separation) rows that a pass held in memory."""
    import pyarrow
    import pyarrow.parquet

    os.makedirs(folder, exist_ok=True)
    names = ["id_a", "id_b", "separation"]
    columns = [list(column) for column in zip(*pairs)]
    pyarrow.parquet.write_table(pyarrow.table(columns, names=names), f"{folder}/pairs.parquet")


def cell_join(left, right, columns, cells, truncated):
    """A match as SQL without spheres does it: rows are joined where they share a cell of 10 arcsec.

    A left row stands in each cell that its circle touches, 1.4 of them. The right ascensions here
    do not wrap and no pole is near, which the cells make use of.

    cells: the engine's form of "one row for each whole number from {0} to {1}".
    truncated: its form of the floor of {0} as a whole number.
    """
    radius = RADIUS_ARCSEC / 3600

    def cell(value):
        return truncated.format(f"({value}) / {CELL_DEG!r}")

    def around(value, reach, zone=""):
        return cells.format(zone + cell(f"{value} - {reach}"), zone + cell(f"{value} + {reach}"))

    reach = f"{radius * 1.000001!r}"
    reach_ra = f"{radius * 1.000001!r} / cos(radians(dec))"
    carried = ", ".join(columns)
    chosen = ", ".join([f"l.{c} AS {c}_a" for c in columns] + [f"r.{c} AS {c}_b" for c in columns])
    haversine = (
        "pow(sin(radians(r.dec - l.dec) / 2), 2) + cos(radians(l.dec)) * cos(radians(r.dec))"
        " * pow(sin(radians(r.ra - l.ra) / 2), 2)"
    )
    return f"""
      SELECT {chosen}, degrees(2 * asin(sqrt({haversine}))) * 3600 AS separation
      FROM (SELECT {carried}, ra, dec, {around('ra', reach_ra, 'zone * 1000000 + ')} AS cell
            FROM (SELECT {carried}, ra, dec, {around('dec', reach)} AS zone FROM {left}) z) l
      JOIN (SELECT {carried}, ra, dec, {cell('dec')} * 1000000 + {cell('ra')} AS cell FROM {right}) r
        ON l.cell = r.cell
      WHERE degrees(2 * asin(sqrt({haversine}))) * 3600 < {RADIUS_ARCSEC}"""

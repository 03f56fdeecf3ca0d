"""Latency of small queries through sync TAP; the standard library only."""

import gzip
import http.client
import math
import random
import statistics
import sys
import time
import urllib.parse


def generate(rows, path):
    """A band of sky with `rows` objects: id, ra, dec [deg], two magnitudes."""
    rng = random.Random(42)
    with gzip.open(path, "wt", compresslevel=1) as out:
        out.write("objectId,ra,dec,g_mag,r_mag\n")
        for i in range(rows):
            ra = 10 + 15.2 * rng.random()
            dec = math.degrees(math.asin(math.sin(math.radians(15)) * rng.random()))
            g = 15 + 10 * rng.random() ** 0.5
            out.write(f"{1000000000 + i},{ra:.10f},{dec:.10f},{g:.4f},{g - 0.6:.4f}\n")


def run(url, table, rows, repeats=200):
    address = urllib.parse.urlparse(url)
    client = http.client.HTTPConnection(address.hostname, address.port)
    rng = random.Random(7)

    def query(adql):
        body = urllib.parse.urlencode(
            {"LANG": "ADQL", "QUERY": adql, "RESPONSEFORMAT": "csv"}
        )
        start = time.perf_counter()
        client.request(
            "POST", "/tap/sync", body,
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        response = client.getresponse()
        text = response.read().decode()
        if response.status != 200:
            raise SystemExit(f"{response.status}: {text}")
        return time.perf_counter() - start, text.count("\n") - 1

    def cone():
        ra, dec = 10.5 + 14 * rng.random(), 0.5 + 14 * rng.random()
        return (
            f"SELECT objectId, ra, dec, g_mag FROM {table} WHERE 1 = CONTAINS("
            f"POINT(ra, dec), CIRCLE({ra:.6f}, {dec:.6f}, 0.1))"
        )

    def identifier():
        return f"SELECT * FROM {table} WHERE objectId = {1000000000 + rng.randrange(rows)}"

    kinds = {
        "cone 0.1 deg": cone,
        "id look-up": identifier,
        "count": lambda: f"SELECT COUNT(*) FROM {table}",
        "TAP_SCHEMA": lambda: "SELECT * FROM TAP_SCHEMA.columns WHERE table_name = '%s'" % table,
    }
    for name, make in kinds.items():
        for _ in range(30):
            query(make())
        timings, returned = [], []
        for _ in range(repeats):
            seconds, count = query(make())
            timings.append(1000 * seconds)
            returned.append(count)
        cuts = statistics.quantiles(timings, n=20)
        print(
            f"{name:14s} p50 {statistics.median(timings):7.1f} ms   p95 {cuts[18]:7.1f} ms"
            f"   rows {statistics.median(returned):.0f}"
        )


if __name__ == "__main__":
    if sys.argv[1] == "generate":
        generate(int(sys.argv[2]), sys.argv[3])
    else:
        run(sys.argv[2], sys.argv[3], int(sys.argv[4]))

"""Concurrent clients of a service; the standard library only."""

import collections
import http.client
import random
import sys
import threading
import time
import urllib.parse

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE = 60.0
GROUPS = ("staff", "guests")


class Client:
    """One user's connection, kept open as long as the service lets it."""

    def __init__(self, url, table, rows, number, group=None):
        self.address = urllib.parse.urlparse(url)
        self.table, self.rows = table, rows
        self.random = random.Random(number)
        self.connection = None
        self.headers = dict(FORM)
        if group is not None:
            self.headers |= {"X-Bench-User": f"{group}-{number}", "X-Bench-Groups": group}
        self.group = group
        self.answered = self.limited = self.unexplained = self.given_up = 0

    def send(self, method, path, **form):
        """The answer's headers and text; a 429 is counted and obeyed until another answer comes."""
        until = time.monotonic() + PATIENCE
        while True:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(
                    self.address.hostname, self.address.port, timeout=PATIENCE
                )
            try:
                self.connection.request(
                    method, path, urllib.parse.urlencode(form) if form else None, self.headers
                )
                answer = self.connection.getresponse()
                text = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.connection.close()
                self.connection = None
                raise
            if answer.status != 429:
                self.answered += 1
                return answer, text
            self.limited += 1
            wait = answer.getheader("Retry-After")
            if wait is None:
                self.unexplained += 1
            if time.monotonic() > until:
                self.given_up += 1
                raise AssertionError(f"429 for {PATIENCE:.0f} s")
            time.sleep(float(wait or 1))

    def sync(self, adql, least):
        answer, text = self.send(
            "POST", "/tap/sync", LANG="ADQL", QUERY=adql, RESPONSEFORMAT="csv"
        )
        if answer.status != 200:
            raise AssertionError(f"{answer.status} {text[:200]}")
        if text.count("\n") - 1 < least:
            raise AssertionError(f"too few rows of [{adql}]")

    def cone(self):
        ra, dec = 10.5 + 14 * self.random.random(), 0.5 + 14 * self.random.random()
        self.sync(
            f"SELECT objectId, ra, dec FROM {self.table} WHERE 1 = CONTAINS("
            f"POINT(ra, dec), CIRCLE({ra:.6f}, {dec:.6f}, 0.1))",
            0,
        )

    def identifier(self):
        one = 1000000000 + self.random.randrange(self.rows)
        self.sync(f"SELECT * FROM {self.table} WHERE objectId = {one}", 1)

    def schema(self):
        self.sync(f"SELECT * FROM TAP_SCHEMA.columns WHERE table_name = '{self.table}'", 5)

    def job(self):
        """A small job from its creation to its result, which is then deleted."""
        one = 1000000000 + self.random.randrange(self.rows)
        query = f"SELECT ra, dec FROM {self.table} WHERE objectId = {one}"
        answer, text = self.send(
            "POST", "/tap/async", LANG="ADQL", QUERY=query, RESPONSEFORMAT="csv", PHASE="RUN"
        )
        if answer.status not in (201, 303):
            raise AssertionError(f"{answer.status} {text[:200]}")
        path = urllib.parse.urlparse(answer.getheader("Location")).path
        until = time.monotonic() + PATIENCE
        while True:
            answer, phase = self.send("GET", path + "/phase")
            if phase.strip() not in ("QUEUED", "EXECUTING", "PENDING"):
                break
            if time.monotonic() > until:
                raise AssertionError(f"job {phase.strip()} after {PATIENCE:.0f} s")
            time.sleep(0.2)
        answer, text = self.send("GET", path + "/results/result")
        if answer.status != 200 or text.count("\n") != 2:
            raise AssertionError(f"{phase.strip()}: {answer.status} {text[:200]}")
        self.send("DELETE", path)


MIX = [("cone", 40), ("identifier", 30), ("schema", 20), ("job", 10)]


def work(client, until, timings, errors):
    names, weights = zip(*MIX)
    while time.monotonic() < until:
        kind = client.random.choices(names, weights)[0]
        start = time.perf_counter()
        try:
            getattr(client, kind)()
            timings[kind].append(time.perf_counter() - start)
        except (OSError, http.client.HTTPException, AssertionError) as failure:
            errors[f"{kind}: {type(failure).__name__} {failure}"[:160]] += 1


def tell_limits(users):
    print("\n| class | clients | answered | answers 429 | without Retry-After | never answered |")
    print("| --- | --- | --- | --- | --- | --- |")
    for group in GROUPS:
        of = [user for user in users if user.group == group]
        print(
            f"| {group} | {len(of)} | {sum(user.answered for user in of)} |"
            f" {sum(user.limited for user in of)} | {sum(user.unexplained for user in of)} |"
            f" {sum(user.given_up for user in of)} |"
        )


def main(url, table, rows, clients, seconds, classes):
    timings = collections.defaultdict(list)
    errors = collections.Counter()
    users = [
        Client(url, table, rows, number, GROUPS[number % 2] if classes else None)
        for number in range(clients)
    ]
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=work, args=(user, until, timings, errors)) for user in users
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    print("| request | number | p50 [ms] | p99 [ms] |\n| --- | --- | --- | --- |")
    for kind, _ in MIX:
        sorted_ = sorted(timings[kind])
        if sorted_:
            p50, p99 = (1000 * sorted_[int(q * (len(sorted_) - 1))] for q in (0.5, 0.99))
            print(f"| {kind} | {len(sorted_)} | {p50:.1f} | {p99:.1f} |")
    done = sum(map(len, timings.values()))
    print(
        f"\n{clients} clients, {took:.0f} s: {done / took:.0f} requests/s,"
        f" {sum(errors.values())} errors, {sum(user.limited for user in users)} times 429"
    )
    if classes:
        tell_limits(users)
    for error, count in errors.most_common(10):
        print(f"{count} x {error}", file=sys.stderr)
    return 1 if errors or any(user.unexplained for user in users) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]), sys.argv[6:] == ["classes"]))

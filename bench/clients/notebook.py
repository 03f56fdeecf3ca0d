"""What an astronomer does in a notebook: look around, query, run jobs, upload, keep a table.

Usage: notebook.py http://127.0.0.1:8080
"""

import io
import sys
import time

import numpy as np
import pyvo
import requests
from astropy.io.votable import parse
from astropy.io.votable.dataorigin import extract_data_origin
from astropy.table import Table

ENDED = ["COMPLETED", "ERROR", "ABORTED"]


def say(what):
    print(f"== {what}", flush=True)


def discover(tap):
    say("What is there?")
    for name, table in sorted(tap.tables.items()):
        print(f"  {name}: {len(table.columns)} columns. {table.description or ''}")
    lite = tap.tables["TAP_SCHEMA.columns"]
    assert "column_name" in [column.name for column in lite.columns]
    languages = tap.get_tap_capability().languages
    print("  speaks:", ", ".join(f"{lang.name} {[v.content for v in lang.versions]}" for lang in languages))
    positions = tap.run_sync(
        "SELECT table_name, column_name, unit, ucd FROM TAP_SCHEMA.columns"
        " WHERE ucd LIKE 'pos.eq.%;meta.main' AND table_name <> 'mydb.bright'"
    ).to_table()
    print(positions)
    groups = tap.run_sync("SELECT kind, COUNT(*) AS n FROM TAP_SCHEMA.groups GROUP BY kind").to_table()
    print("  groups of columns:", dict(zip(groups["kind"], groups["n"])))
    return positions


def examples(tap):
    say("Examples of the service, run as they are")
    for query in tap.examples:
        rows = len(query.execute())
        print(f"  {rows:5d} rows: {' '.join(query['QUERY'].split())[:90]} ...")


def sync(tap, table):
    say("A synchronous query, its result as an astropy Table")
    result = tap.run_sync(f"SELECT TOP 5 ra, dec FROM {table} ORDER BY ra").to_table()
    assert len(result) == 5, len(result)
    assert str(result["ra"].unit) == "deg", result["ra"].unit
    print(result)
    assert 0 < tap.maxrec <= tap.hardlimit, (tap.maxrec, tap.hardlimit)
    print(f"  {tap.maxrec} rows by default, {tap.hardlimit} at most")
    cut = tap.run_sync(f"SELECT ra FROM {table}", maxrec=10)
    assert len(cut) == 10 and cut.query_status == "OVERFLOW", cut.query_status
    whole = tap.run_sync(f"SELECT TOP 10 ra FROM {table}", maxrec=10)
    assert len(whole) == 10 and whole.query_status == "OK", whole.query_status
    try:
        tap.run_sync(f"SELECT no_such_column FROM {table}")
    except pyvo.dal.DALQueryError as error:
        print("  an error as a user sees it:", error)
    else:
        raise AssertionError("a wrong query was accepted")
    return result


def asynchronous(tap, table):
    say("Asynchronous jobs")
    job = tap.submit_job(f"SELECT COUNT(*) AS n FROM {table}", runid="notebook")
    assert job.phase == "PENDING", job.phase
    job.execution_duration = 600
    assert round(job.execution_duration.sec) == 600, job.execution_duration
    job.run().wait(phases=ENDED, timeout=120)
    job.raise_if_error()
    rows = int(job.fetch_result().to_table()["n"][0])
    print(f"  {job.job_id} of {job.owner}: {job.phase}, {rows} rows in {table}")
    listed = [entry.jobid for entry in tap.get_job_list(last=5)]
    assert job.job_id in listed, listed
    job.delete()
    assert job.job_id not in [entry.jobid for entry in tap.get_job_list()]

    wrong = tap.submit_job("SELECT ra FRM nowhere")
    wrong.run().wait(phases=ENDED, timeout=60)
    assert wrong.phase == "ERROR"
    print("  a wrong one:", wrong.job.errorsummary.message.content)
    wrong.delete()

    slow = tap.submit_job(f"SELECT COUNT(*) FROM {table} AS a, {table} AS b WHERE a.ra + b.dec > 1e9")
    slow.run()
    slow.abort()
    print("  aborted:", slow.phase)
    slow.delete()
    return rows


def links(tap, table):
    say("What a result leads to")
    keys = tap.run_sync(
        "SELECT column_name FROM TAP_SCHEMA.columns"
        f" WHERE table_name = '{table}' AND ucd LIKE 'meta.id%meta.main'"
    ).to_table()
    if len(keys) == 0:
        print(f"  {table} has no main identifier; left out")
        return
    key = keys["column_name"][0]
    result = tap.run_sync(f"SELECT TOP 3 {key}, ra, dec FROM {table}")
    services = {service.name: service for service in result.iter_adhocservices()}
    assert set(services) == {"links", "cone"}, services
    # One request for each row: pyvo compares the texts of the links with the numbers of the rows.
    documents = list(result.iter_datalinks(preserve_order=True))
    assert len(documents) == 3, len(documents)
    for row, document in zip(result, documents):
        assert {str(link["ID"]) for link in document} == {str(row[key])}
        itself = next(link for link in document if link.semantics == "#this")
        assert str(votable(itself.access_url)[key][0]) == str(row[key])
    for link in documents[0]:
        print(f"  {link.semantics}: {link.description}, {len(votable(link.access_url))} rows")
    around = pyvo.dal.adhoc.DatalinkQuery.from_resource(result[0], services["cone"], SR=0.05)
    found = around.execute().to_table()
    assert result[0][key] in found[key], found
    print(f"  within 0.05 deg: {len(found)} rows")
    origin = extract_data_origin(parse(io.BytesIO(requests.get(
        f"{tap.baseurl}/sync",
        params={"LANG": "ADQL", "QUERY": f"SELECT TOP 1 ra FROM {table}"},
        timeout=60,
    ).content)))
    print("  its origin:", " | ".join(line for line in str(origin).splitlines() if line))
    assert origin.query.server_software.startswith("Almagest/"), origin


def votable(url):
    return Table.read(io.BytesIO(requests.get(url, timeout=60).content), format="votable")


def upload(tap, table, some):
    say("An upload, matched with the release")
    if not tap.upload_methods:
        print("  the service takes no uploads; left out")
        return
    mine = Table(some, copy=True)
    mine["label"] = [f"target {i}" for i in range(len(mine))]
    found = tap.run_sync(
        f"SELECT u.label, t.ra FROM TAP_UPLOAD.mine AS u JOIN {table} AS t"
        " ON DISTANCE(POINT(u.ra, u.dec), POINT(t.ra, t.dec)) < 1.0 / 3600",
        uploads={"mine": mine},
    ).to_table()
    assert len(found) >= len(mine), len(found)
    print(found)


def mydb(tap, url, table):
    say("A result kept in MyDB, and queried there")
    job = tap.submit_job(
        f"SELECT TOP 1000 ra, dec FROM {table}",
        DESTINATION="mydb.bright",
        DESTINATION_MODE="replace",
    )
    job.run().wait(phases=ENDED, timeout=120)
    job.raise_if_error()
    joined = tap.run_sync(
        f"SELECT COUNT(*) AS n FROM mydb.bright AS m JOIN {table} AS t ON t.ra = m.ra AND t.dec = m.dec"
    ).to_table()
    assert joined["n"][0] >= 1000, joined
    assert "mydb.bright" in pyvo.dal.TAPService(f"{url}/tap").tables
    kept = Table.read(
        io.BytesIO(requests.get(f"{url}/api/mydb/tables/bright/download?format=votable", timeout=60).content),
        format="votable",
    )
    assert len(kept) == 1000
    print(f"  mydb.bright: {len(kept)} rows, mean dec {np.mean(kept['dec']):.4f} deg")
    requests.delete(f"{url}/api/mydb/tables/bright", timeout=60).raise_for_status()


def main(url):
    started = time.monotonic()
    tap = pyvo.dal.TAPService(f"{url}/tap")
    positions = discover(tap)
    examples(tap)
    table = next(
        (str(name) for name in positions["table_name"] if str(name).endswith(".object")), None
    )
    if table is None:
        print("the service holds no table called object: only TAP_SCHEMA was tried")
        return
    some = sync(tap, table)
    asynchronous(tap, table)
    links(tap, table)
    upload(tap, table, some)
    mydb(tap, url, table)
    say(f"pyvo {pyvo.__version__} is content after {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1])

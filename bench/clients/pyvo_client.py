"""What an astronomer does with pyvo: look around, query, run a job, store and read a table."""

import sys

import pyvo


def main(url):
    tap = pyvo.dal.TAPService(url)
    print("tables:", ", ".join(sorted(table.name for table in tap.tables)))

    names = tap.run_sync(
        "SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name <> 'TAP_SCHEMA'"
    ).to_table()["table_name"]
    table = next((name for name in names if name.endswith(".object")), None)
    if table is None:
        print("the service holds no table called object: only TAP_SCHEMA was tried")
        return

    sync = tap.run_sync(f"SELECT TOP 5 ra, dec FROM {table} ORDER BY ra")
    assert len(sync) == 5, len(sync)
    print(sync.to_table())

    job = tap.submit_job(f"SELECT COUNT(*) AS n FROM {table}")
    job.run()
    job.wait(phases=["COMPLETED", "ERROR", "ABORTED"], timeout=120)
    job.raise_if_error()
    print("async:", job.phase, job.fetch_result().to_table()["n"][0], "rows in", table)
    job.delete()

    result = tap.run_async(f"SELECT TOP 3 * FROM {table}")
    assert len(result) == 3, len(result)

    over = tap.run_sync(f"SELECT ra FROM {table}", maxrec=10)
    assert len(over) == 10, len(over)

    try:
        tap.run_sync(f"SELECT no_such_column FROM {table}")
    except pyvo.dal.DALQueryError as error:
        print("error as a user sees it:", error)
    else:
        raise AssertionError("a wrong query was accepted")


if __name__ == "__main__":
    main(sys.argv[1])

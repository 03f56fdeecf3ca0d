"""The client of ESA's archives, TapPlus of astroquery, against a service that is not ESA's.

It reads columns only where each has an attribute of ESA's own, which VODataService forbids
(astroquery#1597, closed as one that will not be mended): tables are listed by name, and TAP_SCHEMA
is asked for their columns.

Usage: astroquery_client.py http://127.0.0.1:8080/tap
"""

import sys

import astroquery
from astroquery.utils.tap.core import TapPlus


def main(url):
    tap = TapPlus(url=url, verbose=False)
    tables = tap.load_tables(only_names=True, verbose=False)
    names = [table.get_qualified_name() for table in tables]
    print(f"== astroquery {astroquery.__version__} sees {len(names)} tables")
    assert any(name.endswith("TAP_SCHEMA.tables") for name in names), names

    sync = tap.launch_job("SELECT TOP 5 table_name, description FROM TAP_SCHEMA.tables")
    assert len(sync.get_results()) == 5
    job = tap.launch_job_async("SELECT COUNT(*) AS n FROM TAP_SCHEMA.columns")
    print("  job", job.jobid, job.get_phase(), "columns:", job.get_results()["n"][0])
    assert job.jobid in [listed.jobid for listed in tap.list_async_jobs()]
    tap.remove_jobs([job.jobid])
    for form in ("votable", "csv"):
        rows = tap.launch_job(
            "SELECT TOP 3 column_name, datatype FROM TAP_SCHEMA.columns", output_format=form
        ).get_results()
        assert len(rows) == 3, (form, rows)
    try:
        tap.launch_job("SELECT nothing FROM nowhere")
    except Exception as error:  # astroquery has no class of its own for it
        print("  an error as a user sees it:", " ".join(str(error).split())[:150])
    else:
        raise AssertionError("a wrong query was accepted")
    print("== astroquery is content")


if __name__ == "__main__":
    main(sys.argv[1])

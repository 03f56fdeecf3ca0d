"""One table in every format that the service offers, read back by the programs people read it with.

Usage: formats.py http://127.0.0.1:8080
The table is an upload with a column of each type, and each value has to come back as it was sent.
"""

import csv
import html.parser
import io
import json
import math
import re
import sqlite3
import sys
import tempfile

import numpy as np
import pandas
import pyarrow.parquet
import requests
from astropy.io import fits, votable
from astropy.table import Table

VOTABLE = """<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
<FIELD name="n" datatype="int"/>
<FIELD name="truth" datatype="boolean"/>
<FIELD name="byte" datatype="unsignedByte"/>
<FIELD name="short" datatype="short"/>
<FIELD name="int" datatype="int"/>
<FIELD name="long" datatype="long"/>
<FIELD name="float" datatype="float" unit="mag"/>
<FIELD name="double" datatype="double" unit="deg" ucd="pos.eq.ra"/>
<FIELD name="text" datatype="unicodeChar" arraysize="*"/>
<FIELD name="moment" datatype="char" arraysize="*" xtype="timestamp"/>
<FIELD name="place" datatype="double" arraysize="2" xtype="point" unit="deg"/>
<FIELD name="list" datatype="float" arraysize="*"/>
<DATA><TABLEDATA>
{rows}
</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"""

NAMES = ["n", "truth", "byte", "short", "int", "long", "float", "double", "text", "moment", "place", "list"]
INTEGERS = ["n", "byte", "short", "int", "long"]
NUMBERS = ["float", "double"]
ROWS = [
    (0, True, 255, -32768, -2147483648, 9007199254740993, 0.1, 1 / 3,
     "plain", "2026-11-26T01:02:03.456", [10.5, -0.25], [1.5, -2.0, 3.25]),
    (1, False, 0, 32767, 2147483647, -9223372036854775807, -1.5e-30, -1.7976931348623157e308,
     'a "quoted", comma; é ☉ 𝛂 <b>&amp;</b> \\ \' | #', "1999-12-31T23:59:59.999999", [359.999, 90.0], [1e30]),
    (2, None, None, None, None, None, None, None, None, None, None, None),
    (3, True, 7, 7, 7, 7, 7.0, 7.0, "00123", "2000-01-01T00:00:00", [0.0, 0.0], [0.0, 1.0]),
    (4, False, 1, 1, 1, 1, 1e-10, 1e300, "NaN", "1858-11-17T00:00:00", [1.0, 2.0], [7.0]),
    (5, True, 2, 2, 2, 2, 2.5, 2.5, "two\nlines\tand a tab", "2026-02-28T12:00:00", [180.0, -90.0], [4.0, 5.0]),
]  # fmt: skip


def escaped(text):
    for character, entity in [("&", "&amp;"), ("<", "&lt;"), ("\n", "&#10;"), ("\t", "&#9;")]:
        text = text.replace(character, entity)
    return text


def cell(value):
    if value is None:
        return "<TD/>"
    if isinstance(value, list):
        value = " ".join(map(repr, value))
    if isinstance(value, bool):
        value = "true" if value else "false"
    return f"<TD>{escaped(str(value))}</TD>"


class Differences(list):
    """What came back otherwise than it was sent."""

    def compare(self, form, reader, name, row, sent, came):
        if not self.same(name, sent, came) and not excused(form, name, sent, came):
            self.append(f"{form} by {reader}: row {row}, {name}: sent {sent!r}, came {came!r}")

    def same(self, name, sent, came):
        came = self.plain(came)
        if sent is None or came is None:
            return sent is came
        if name in ("place", "list"):
            if isinstance(came, str):
                came = [float(part) for part in came.split()]
            return np.array_equal(np.float32(sent), np.float32(came)) and len(sent) == len(came)
        if name == "float":
            return np.float32(sent) == np.float32(came)
        if name == "moment":
            return str(came).replace(" ", "T").rstrip("0").rstrip(".") == sent.rstrip("0").rstrip(".")
        if name == "truth" and isinstance(came, str):
            return came.lower() in (("true", "1", "t") if sent else ("false", "0", "f"))
        if name in INTEGERS:
            return int(came) == sent
        return float(came) == sent if name == "double" else came == sent

    @staticmethod
    def plain(value):
        """A value of Python; None for the many ways to have none."""
        if value is None or value is np.ma.masked or value is pandas.NaT or value is pandas.NA:
            return None
        if isinstance(value, np.ma.MaskedArray):
            return None if value.mask.all() and value.size else value.data.tolist()
        if isinstance(value, np.ndarray):
            return value.tolist()
        if isinstance(value, pandas.Timestamp):
            return value.isoformat()
        if isinstance(value, (float, np.floating)) and math.isnan(value):
            return None
        return value.item() if isinstance(value, np.generic) else value


def columns_of(table):
    """Rows of a Table of astropy."""
    return [{name: table[name][row] for name in NAMES} for row in range(len(table))]


def from_votable(content):
    parsed = votable.parse(io.BytesIO(content), verify="exception")
    status = [info.value for info in parsed.resources[0].infos if info.name == "QUERY_STATUS"]
    assert status == ["OK"], status
    table = parsed.get_first_table().to_table(use_names_over_ids=True)
    assert str(table["double"].unit) == "deg" and table["double"].meta["ucd"] == "pos.eq.ra"
    return columns_of(table)


def from_fits(content):
    with fits.open(io.BytesIO(content), checksum=True) as file:
        file.verify("exception")
    return columns_of(Table.read(io.BytesIO(content), format="fits"))


def from_ecsv(content):
    table = Table.read(content.decode(), format="ascii.ecsv")
    assert str(table["double"].unit) == "deg"
    return columns_of(table)


def from_csv(content):
    read = csv.DictReader(io.StringIO(content.decode(), newline=""))
    # CSV has no other way to say that there is nothing.
    return [{name: None if row[name] == "" else row[name] for name in NAMES} for row in read]


def from_csv_by_pandas(content, separator=","):
    table = pandas.read_csv(
        io.BytesIO(content),
        sep=separator,
        dtype={"text": str, **{name: "Int64" for name in INTEGERS}, "float": "float32"},
        float_precision="round_trip",
        keep_default_na=False,
        na_values=[""],
    )
    return table.to_dict("records")


def from_parquet(content):
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    assert b"IVOA.VOTable-Parquet.content" in (table.schema.metadata or {}), table.schema.metadata
    return table.to_pylist()


def from_parquet_by_pandas(content):
    return pandas.read_parquet(io.BytesIO(content), dtype_backend="numpy_nullable").to_dict("records")


def from_sqlite(content):
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        file.write(content)
        file.flush()
        database = sqlite3.connect(file.name)
        database.row_factory = sqlite3.Row
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("SELECT unit FROM columns WHERE name = 'double'").fetchone()[0] == "deg"
        rows = [dict(row) for row in database.execute("SELECT * FROM result ORDER BY rowid")]
        database.close()
    return rows


def from_json(content):
    document = json.loads(content)
    assert document["overflow"] is False
    names = [column["name"] for column in document["columns"]]
    return [dict(zip(names, row)) for row in document["rows"]]


class Cells(html.parser.HTMLParser):
    """The cells of the table of a page."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
        self.inside = tag == "td"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def from_html(content):
    page = Cells()
    page.feed(content.decode())
    rows = [row for row in page.rows if row]
    return [dict(zip(NAMES, (None if value == "" else value for value in row))) for row in rows]


def from_text(content):
    """For people: a line for each row, in which at least the first values are found."""
    lines = content.decode().splitlines()
    assert [name.strip() for name in lines[0].split(" | ")] == NAMES, lines[0]
    assert len(lines) == 2 + len(ROWS), lines
    for row, line in zip(ROWS, lines[2:]):
        for value, came in list(zip(row, line.split(" | ")))[2:6]:
            assert came.strip() == ("" if value is None else str(value)), line
    return None


READERS = [
    ("votable/td", "astropy", from_votable),
    ("votable/b", "astropy", from_votable),
    ("votable/b2", "astropy", from_votable),
    ("fits", "astropy", from_fits),
    ("ecsv", "astropy", from_ecsv),
    ("csv", "csv", from_csv),
    ("csv", "pandas", from_csv_by_pandas),
    ("tsv", "pandas", lambda content: from_csv_by_pandas(content, "\t")),
    ("parquet", "pyarrow", from_parquet),
    ("parquet", "pandas", from_parquet_by_pandas),
    ("sqlite", "sqlite3", from_sqlite),
    ("json", "json", from_json),
    ("html", "html.parser", from_html),
    ("text", "lines", from_text),
]

# What a format cannot say: in VOTable a string or a list that is missing is empty, and BINARY has one
# number of each kind for what is missing; FITS is ASCII, and astropy reads its lists with what fills
# them up and its truth without what is missing; TSV has no tabs and lines in values.
def excused(form, name, sent, came):
    if form.startswith("votable") and sent is None and name in ("text", "moment", "list"):
        return len(came) == 0
    if form == "votable/b" and name in ("short", "int"):
        return sent == -(2 ** (15 if name == "short" else 31)) and came is np.ma.masked
    if form == "fits" and name == "text":
        return len(came.replace("?", "")) < len(sent) and re.sub("[^ -~]", "?", sent) == came
    if form == "fits" and name == "list":
        return np.float32(sent).tolist() == came.compressed().tolist()
    if form == "fits" and name == "truth":
        return sent is None
    return form == "tsv" and name == "text" and came == re.sub("[\n\t]", " ", sent)


def main(url):
    rows = "\n".join("<TR>" + "".join(map(cell, row)) + "</TR>" for row in ROWS)
    upload = VOTABLE.replace("{rows}", rows).encode()
    differences = Differences()
    for name, reader, read in READERS:
        answer = requests.post(
            url + "/tap/sync",
            data={
                "LANG": "ADQL",
                "QUERY": "SELECT * FROM TAP_UPLOAD.t ORDER BY n",
                "RESPONSEFORMAT": name,
                "UPLOAD": "t,param:t",
            },
            files={"t": ("t.vot", upload, "application/x-votable+xml")},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        came = read(answer.content)
        if came is not None:
            before = len(differences)
            if len(came) != len(ROWS):
                differences.append(f"{name} by {reader}: {len(came)} rows")
            for row, (sent, got) in enumerate(zip(ROWS, came)):
                for column, value in zip(NAMES, sent):
                    differences.compare(name, reader, column, row, value, got[column])
            print(f"  {name} by {reader}: {'as sent' if before == len(differences) else 'differs'}")
        else:
            print(f"  {name} by {reader}: as a person reads it")
    for difference in differences:
        print(difference)
    if differences:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))

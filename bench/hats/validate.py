"""Opens collections by hats with strict validation, and computes on them with LSDB.

Usage: validate.py FOLDER ...   collections; one line of a table for each
"""

import contextlib
import logging
import sys
import warnings

import hats
import lsdb
import numpy as np
from hats.io.skymap import read_skymap
from hats.io.validation import is_valid_catalog

warnings.simplefilter("error", RuntimeWarning)
logging.basicConfig(level=logging.WARNING)


def maps(catalog):
    """The count map, and what coarser ones say, which must be the same."""
    rows = catalog.catalog_info.total_rows
    full = read_skymap(catalog, None)
    assert full.sum() == rows, f"the map counts {full.sum()} of {rows} rows"
    for order in catalog.catalog_info.skymap_alt_orders or []:
        assert np.array_equal(read_skymap(catalog, order), full.reshape(12 * 4**order, -1).sum(axis=1))
    return [catalog.catalog_info.skymap_order] + (catalog.catalog_info.skymap_alt_orders or [])


def nested(opened):
    """How many rows are nested, by column; lists of a row are of one length, or LSDB fails."""
    counts = {}
    for column in opened.nested_columns:
        frame = opened[[column]].compute()
        flat = frame[column].nest.to_flat()
        counts[column] = len(flat)
    return counts


def check(path):
    assert is_valid_catalog(path, strict=True), f"{path} is not valid"
    collection = hats.read_hats(path)
    catalog = collection.main_catalog
    rows = catalog.catalog_info.total_rows
    orders = maps(catalog)
    assert not catalog.moc.empty(), "the catalog has no coverage"
    statistics = catalog.per_partition_statistics()
    assert len(statistics) >= len(catalog.get_healpix_pixels())

    opened = lsdb.open_catalog(path)
    ra, dec = catalog.catalog_info.ra_column, catalog.catalog_info.dec_column
    assert len(opened) == rows
    margin = collection.default_margin is not None
    with warnings.catch_warnings():
        if not margin:
            warnings.filterwarnings("ignore", "Right catalog does not have a margin cache")
        matched = opened.crossmatch(
            opened, radius_arcsec=1, suffixes=("_a", "_b"), suffix_method="all_columns",
            require_right_margin=margin,
        ).compute()
    assert len(matched) == rows, f"{len(matched)} of {rows} rows found themselves"
    assert np.all(matched["_dist_arcsec"] < 1e-6)
    first = opened.head(1)
    cone = opened.cone_search(float(first[ra].iloc[0]), float(first[dec].iloc[0]), 36).compute()
    assert len(cone) >= 1
    indexes = [name for name in (collection.all_indexes or {}) if "." not in name]
    for column in indexes:
        wanted = first[column].iloc[0]
        assert len(opened.id_search({column: wanted}).compute()) >= 1
    return [
        catalog.catalog_name, rows, len(catalog.get_healpix_pixels()),
        " ".join(str(order) for order in orders),
        len(opened.margin) if margin else "-", " ".join(indexes) or "-",
        " ".join(f"{name}: {count}" for name, count in nested(opened).items()) or "-",
    ]


if __name__ == "__main__":
    print("| valid, matched with itself, cone | rows | partitions | maps | margin | looked up by | nested |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for argument in sys.argv[1:]:
        with contextlib.redirect_stdout(sys.stderr):
            cells = check(argument)
        print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)

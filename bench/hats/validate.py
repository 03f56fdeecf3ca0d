"""Opens collections by hats with strict validation, and computes on them with LSDB."""

import logging
import sys
import warnings

import hats
import lsdb
import numpy as np
from hats.io.validation import is_valid_catalog

warnings.simplefilter("error", RuntimeWarning)
logging.basicConfig(level=logging.WARNING)


def check(path):
    assert is_valid_catalog(path, strict=True), f"{path} is not valid"
    collection = hats.read_hats(path)
    catalog = collection.main_catalog
    rows = catalog.catalog_info.total_rows
    skymap = hats.io.skymap.read_skymap(catalog, None)
    assert skymap.sum() == rows, f"the map counts {skymap.sum()} of {rows} rows"
    assert not catalog.moc.empty(), "the catalog has no coverage"
    statistics = catalog.per_partition_statistics()
    counts = statistics[[name for name in statistics.columns if name.startswith("_healpix_29")]]
    print(f"{path}: valid, {rows} rows, {len(catalog.get_healpix_pixels())} partitions, "
          f"map of order {catalog.catalog_info.skymap_order}, statistics {counts.shape}")

    opened = lsdb.open_catalog(path)
    ra, dec = catalog.catalog_info.ra_column, catalog.catalog_info.dec_column
    assert len(opened) == rows
    matched = opened.crossmatch(
        opened, radius_arcsec=1, suffixes=("_a", "_b"), require_right_margin=True
    )
    found = matched.compute()
    assert len(found) == rows, f"{len(found)} of {rows} rows found themselves"
    assert np.all(found["_dist_arcsec"] < 1e-6)
    first = opened.head(1)
    cone = opened.cone_search(float(first[ra].iloc[0]), float(first[dec].iloc[0]), 36).compute()
    assert len(cone) >= 1
    for column in (collection.all_indexes or {}):
        wanted = first[column].iloc[0]
        assert len(opened.id_search({column: wanted}).compute()) >= 1
    print(f"{path}: LSDB matched all rows with themselves, searched a cone"
          + (f" and ids by {', '.join(collection.all_indexes)}" if collection.all_indexes else ""))


for argument in sys.argv[1:]:
    check(argument)

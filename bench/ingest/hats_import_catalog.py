"""Imports a Parquet file as a HATS collection with a margin of 5 arcsec."""

import sys

from dask.distributed import Client
from hats_import import pipeline_with_client
from hats_import.collection.arguments import CollectionArguments


def main(file, folder):
    arguments = (
        CollectionArguments(output_artifact_name="object", output_path=folder, progress_bar=False)
        .catalog(input_file_list=[file], file_reader="parquet", ra_column="ra", dec_column="dec",
                 pixel_threshold=1_000_000)
        .add_margin(margin_threshold=5.0)
    )
    with Client(n_workers=2, threads_per_worker=1) as client:
        pipeline_with_client(arguments, client)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

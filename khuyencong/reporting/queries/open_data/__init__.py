"""The rows of open data, read in batches: constant queries a batch, whatever the rows."""

from khuyencong.reporting.queries.open_data.sources import Source, jurors, published_rows, source_of

__all__ = ["Source", "jurors", "published_rows", "source_of"]

"""Lists: columns, filters, order, pages, search and export in one declaration."""

from khuyencong.ui.listing.declaration import Column, Filter, Kind, Listing
from khuyencong.ui.listing.page import ListPage

__all__ = ["Column", "Filter", "Kind", "ListPage", "Listing"]

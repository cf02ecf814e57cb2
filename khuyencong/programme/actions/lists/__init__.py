"""Lists that are taken in from workbooks."""

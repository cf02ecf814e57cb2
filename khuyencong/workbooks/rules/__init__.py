"""Pure decisions of the import engine: what a workbook says, cell by cell. Pure."""

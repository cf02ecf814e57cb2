"""One engine that reads the workbooks of offices."""

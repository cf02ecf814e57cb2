"""Commands of files, papers and letters."""

"""Reading and marking of strangers' files, out of the server's own process."""

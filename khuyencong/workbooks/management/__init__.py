"""What commands that take workbooks in share."""

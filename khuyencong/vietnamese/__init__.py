"""Vietnamese: folding, order, numbers in words and back, dates, names. Pure."""

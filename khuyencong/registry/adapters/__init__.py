"""The files of places that ship with the product."""

#!/usr/bin/env python
"""Runs the commands of the product from a checkout."""

from khuyencong.config.cli import main

if __name__ == "__main__":
    main()

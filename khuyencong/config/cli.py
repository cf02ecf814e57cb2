"""The `khuyencong` command: Django's commands with exit status 0 done, 1 refused with reasons, 2 misuse."""

import os
import sys


def main() -> None:
    """Run one command of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyencong.config.settings")
    from django.core.management import ManagementUtility

    utility = ManagementUtility(["khuyencong", *sys.argv[1:]])
    utility.prog_name = "khuyencong"
    utility.execute()

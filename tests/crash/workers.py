"""Forty at once: each worker is a thread with a database connection of its own, and all start at one signal."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

WORKERS = 40


def at_once(work, workers=WORKERS):
    """Run `work(number)` in every worker at the same moment; return results and raised exceptions, in order."""
    start = Barrier(workers)

    def run(number):
        try:
            start.wait(timeout=60)
            return work(number)
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))

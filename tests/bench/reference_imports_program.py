"""Run in an environment of its own: imports a workbook with django-import-export, as its manual shows, and times it.

Arguments: the workbook, the number of rounds. Prints {"wall": …, "cpu": …, "rows": …} of the median round.
"""

import json
import statistics
import sys
import time

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

import tablib  # noqa: E402 - Django first
from django.db import connection, models  # noqa: E402
from import_export import resources  # noqa: E402


def make_model(headings):
    """Return a model with one text column for each heading, as wide as the workbook."""
    fields = {f"c{number}": models.TextField(blank=True) for number, _heading in enumerate(headings)}
    meta = type("Meta", (), {"app_label": "import_export"})
    return type("Entry", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


def run(data, model):
    """Import once, with the dry run that its screen always does first."""
    names = [field.name for field in model._meta.fields if field.name != "id"]
    meta = type("Meta", (), {"model": model, "fields": names, "import_id_fields": [names[0]], "use_transactions": True})
    resource = type("EntryResource", (resources.ModelResource,), {"Meta": meta})()
    for dry_run in (True, False):
        dataset = tablib.Dataset().load(data, format="xlsx")
        dataset.headers = names
        result = resource.import_data(dataset, dry_run=dry_run, raise_errors=True)
    return result.total_rows


def main():
    """Import in rounds into an emptied table and print the median."""
    data = open(sys.argv[1], "rb").read()  # noqa: SIM115, PTH123 - a small program
    model = make_model(tablib.Dataset().load(data, format="xlsx").headers)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    walls, cpus = [], []
    for _round in range(int(sys.argv[2])):
        model.objects.all().delete()
        wall, cpu = time.perf_counter(), time.process_time()
        rows = run(data, model)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(json.dumps({"wall": statistics.median(walls), "cpu": statistics.median(cpus), "rows": rows}))


main()

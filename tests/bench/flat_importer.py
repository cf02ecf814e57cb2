"""The job of the reference, done by the engine of ours: every column of the list into one table of text."""

from django.db import connection, models

from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.workbooks.actions import Applied, Importer
from tests.workbooks.schemas import ENTRIES

BATCH = 1000
KEYS = [column.key for column in ENTRIES.columns]


def make_model():
    """Return a model with one text column for each column of the list, and its table."""
    fields = {f"c{number}": models.TextField(blank=True) for number, _key in enumerate(KEYS)}
    meta = type("Meta", (), {"app_label": "workbooks"})
    model = type("FlatEntry", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    with connection.schema_editor() as editor:
        editor.create_model(model)
    return model


class FlatImporter(Importer):
    """Reads and checks as always, and writes one row of text for each entry."""

    code = "bench.flat"
    label = "danh sách"
    action = Action.IMPORT_ENTRIES

    def __init__(self):
        self.model = make_model()

    def find(self, target_id):
        return Office.objects.get(pk=target_id)

    def office(self, target):
        return target

    def schema(self, target):
        return ENTRIES

    def address(self, target):
        return "/"

    def check(self, understanding, target, options):
        return []

    def apply(self, *, understanding, target, options, record, progress):
        rows = understanding.tables[0].rows
        made = self.model.objects.bulk_create(
            [self.model(**{f"c{number}": str(row.values[key]) for number, key in enumerate(KEYS)}) for row in rows],
            batch_size=BATCH,
        )
        progress(len(made), len(rows))
        return Applied({}, {"dòng": len(made)})

    def undo(self, *, refs, target, record):
        self.model.objects.all().delete()

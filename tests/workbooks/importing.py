"""An importer of tests: each row takes a counter of the registers, and gives it back."""

from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import NumberSeries
from khuyencong.kernel.refusal import Refusal
from khuyencong.workbooks.actions import Applied, Importer, Option
from khuyencong.workbooks.rules.columns import Kind, Schema
from tests.workbooks import bad_files
from tests.workbooks.schemas import usual

HEAD = ["TT", "Mã số", "Tên sản phẩm", "Doanh thu"]


class CounterImporter(Importer):
    code = "tests.counters"
    label = "danh sách sổ"
    lead = "Bảng có mã số và tên."
    action = Action.IMPORT_ENTRIES
    options = (Option("strict", "Kiểm tra chặt"),)

    def find(self, target_id):
        return Office.objects.filter(pk=target_id).first()

    def office(self, target):
        return target

    def schema(self, target):
        columns = (
            usual("entry_code", "Mã số", Kind.CODE, required=True),
            usual("product_name", "Tên sản phẩm", required=True),
            usual("revenue", "Doanh thu", Kind.MONEY),
        )
        return Schema("tests.counters", "danh sách sổ", columns, unique=("entry_code",))

    def address(self, target):
        return "/viec/"

    def check(self, understanding, target, options):
        return [
            table.fault(row, "product_name", "Tên này không được dùng.")
            for table in understanding.tables
            for row in table.rows
            if "strict" in options and row.values["product_name"] == "Lạ"
        ]

    def apply(self, *, understanding, target, options, record, progress):
        rows = understanding.tables[0].rows
        made = []
        for done, row in enumerate(rows, 1):
            series, new = NumberSeries.objects.get_or_create(series=row.values["entry_code"], year=2026)
            if row.values["product_name"] == "Hỏng":
                raise Refusal("tests.broken", "Dòng này không nhập được.")
            made += [series.pk] if new else []
            progress(done, len(rows))
        return Applied({"series": made}, {"Sổ mới": len(made)}, {"first": rows[0].values["entry_code"]})

    def undo(self, *, refs, target, record):
        used = NumberSeries.objects.filter(pk__in=refs["series"], last_number__gt=0).first()
        if used:
            raise Refusal("tests.used", "Sổ %(series)s đã có số.", series=used.series)
        NumberSeries.objects.filter(pk__in=refs["series"]).delete()


def counters(*rows, head=HEAD):
    """Return a workbook with these rows under the usual header."""
    return bad_files.workbook(("Danh sách", [["DANH SÁCH"], head, *rows]))

"""The list of entries as an office keeps it: what it means, what is wrong in it, and what it makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from fractions import Fraction
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.actions.ensure import ensure_establishments, ensure_products
from khuyencong.registry.actions.parties import forget_unused
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.facts import ProductFacts
from khuyencong.registry.rules.listed import establishment_of
from khuyencong.selection.actions.lists.schemas import GroupNames, entries_schema
from khuyencong.selection.models import Dossier, Round, Scorecard
from khuyencong.selection.rules.dossier_life import LIVE_STATES
from khuyencong.selection.rules.entry_codes import code_key, group_of, next_code
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.vietnamese.folding import fold
from khuyencong.workbooks.actions import Applied, Importer, Progress
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault, say
from khuyencong.workbooks.rules.understanding import Row, Table, Understanding


class EntriesImporter(Importer):
    """Takes in the list of products that take part in a round."""

    code: ClassVar[str] = "selection.entries"
    label: ClassVar[str] = _("danh sách sản phẩm đăng ký")
    lead: ClassVar[str] = _("Danh sách trích ngang sản phẩm đăng ký bình chọn, như cơ quan vẫn lập bằng Excel.")
    action: ClassVar[Action] = Action.IMPORT_ENTRIES

    def find(self, target_id: int) -> Round | None:
        return Round.objects.select_related("office").filter(pk=target_id).first()

    def office(self, target: Round) -> Office:
        return target.office

    def schema(self, target: Round) -> Schema:
        return entries_schema(target)

    def address(self, target: Round) -> str:
        return reverse("selection:view_round", args=[target.pk])

    def check(self, understanding: Understanding, target: Round, options: Collection[str]) -> Sequence[Fault]:
        """Return what is wrong beyond single cells: groups, codes and products that clash."""
        ROUND_LIFE.after(target.state, "import_entries")
        check = _Check(target, understanding)
        faults = [fault for table in understanding.tables for fault in check.table(table)]
        understanding.notices += _came_before(target, check.products)
        return faults

    def apply(
        self,
        *,
        understanding: Understanding,
        target: Round,
        options: Collection[str],
        record: Record,
        progress: Progress,
    ) -> Applied:
        """Find or add makers and products, and add the dossiers that are not there yet."""
        round_ = Round.objects.select_for_update().get(pk=target.pk)
        round_.state = ROUND_LIFE.after(round_.state, "import_entries")
        rows = [row for table in understanding.tables for row in table.rows]
        makers = ensure_establishments(
            record=record, office=round_.office, many=[establishment_of(row) for row in rows]
        )
        progress(len(rows) // 3, len(rows))
        names = GroupNames(round_)
        groups = [_group(row, names) for row in rows]
        wanted = zip(makers, rows, groups, strict=True)
        products = ensure_products(
            record=record, many=[(maker, _product(row, group)) for (maker, _new), row, group in wanted]
        )
        progress(2 * len(rows) // 3, len(rows))
        made, changed = _write_dossiers(round_, rows, groups, [product for product, _new in products], record)
        round_.save(update_fields=["state", "next_numbers"])
        progress(len(rows), len(rows))
        new_makers = sorted({maker.pk for maker, new in makers if new})
        new_products = sorted({product.pk for product, new in products if new})
        return Applied(
            refs={
                "dossiers": [dossier.pk for dossier in made],
                "changed": changed,
                "establishments": new_makers,
                "products": new_products,
            },
            counts=_counts(rows, made, changed, new_makers, new_products),
            facts={"round": round_.code},
        )

    def undo(self, *, refs: Mapping[str, Any], target: Round, record: Record) -> None:
        """Take the dossiers away again, and the makers and products that nothing else rests on.

        :raises Refusal: where a dossier has been checked, scored or decided since.
        """
        ROUND_LIFE.after(target.state, "import_entries")
        made = Dossier.objects.select_for_update().filter(pk__in=refs["dossiers"])
        touched = {dossier.entry_code for dossier in made if dossier.state != "submitted"}
        touched |= set(made.filter(paper_checks__isnull=False).values_list("entry_code", flat=True))
        touched |= set(Scorecard.objects.filter(dossier__in=made).values_list("dossier__entry_code", flat=True))
        if touched:
            raise Refusal(
                "selection.entries_in_use",
                _("Không hoàn tác được: hồ sơ %(codes)s đã được kiểm tra, chấm điểm hoặc xử lý."),
                codes=", ".join(sorted(touched)),
            )
        made.delete()
        for pk, before in refs["changed"].items():
            Dossier.objects.filter(pk=int(pk), state="submitted").update(**before)
        forget_unused(record=record, establishments=refs["establishments"], products=refs["products"])


def _counts(rows: Sequence[Row], made: Sized, changed: Sized, makers: Sized, products: Sized) -> dict[str, int]:
    return {
        _("hồ sơ mới"): len(made),
        _("hồ sơ cập nhật"): len(changed),
        _("hồ sơ đã có"): len(rows) - len(made) - len(changed),
        _("cơ sở mới"): len(makers),
        _("sản phẩm mới"): len(products),
    }


class _Check:
    """Looks over all sheets of one list for what single cells cannot tell."""

    def __init__(self, round_: Round, understanding: Understanding) -> None:
        self.groups = GroupNames(round_)
        self.told = {(fault.sheet, fault.row, fault.column) for fault in understanding.faults}
        self.codes: dict[str, tuple[str, int]] = {}
        self.products: dict[tuple[str, str], tuple[str, int]] = {}
        live = Dossier.objects.filter(round=round_, state__in=sorted(LIVE_STATES))
        self.there = {
            dossier.entry_key: (fold(dossier.establishment_name), fold(dossier.product_name)) for dossier in live
        }
        self.back = {names: key for key, names in self.there.items()}

    def table(self, table: Table) -> Iterator[Fault]:
        for row in table.rows:
            for fault in self._row(table, row):
                if (fault.sheet, fault.row, fault.column) not in self.told:
                    self.told.add((fault.sheet, fault.row, fault.column))
                    yield fault

    def _row(self, table: Table, row: Row) -> Iterator[Fault]:
        yield from self._group(table, row)
        if row.values.get("product_name") and row.values.get("establishment_name"):
            yield from self._product(table, row)
        if row.values.get("entry_code"):
            yield from self._code(table, row)
        workers, women = row.values.get("workers"), row.values.get("female_workers")
        if isinstance(women, int) and women > (workers if isinstance(workers, int) else 0):
            yield table.fault(row, "female_workers", say(_("Lao động nữ nhiều hơn tổng số lao động.")))

    def _group(self, table: Table, row: Row) -> Iterator[Fault]:
        group = row.values.get("group")
        if group is None and row.raw.get("group"):
            return
        if not (found := _group(row, self.groups)):
            key = "group" if "group" in table.columns else "product_name"
            yield table.fault(row, key, say(_("Chưa biết sản phẩm thuộc nhóm nào. Hãy ghi nhóm A, B, C hoặc D.")))
        elif row.values.get("entry_code") and group:
            named = group_of(str(row.values["entry_code"]), self.groups.codes)
            if named and named != found:
                message = say(
                    _("Mã %(entry)s là mã của nhóm %(named)s nhưng sản phẩm ghi nhóm %(group)s."),
                    entry=row.values["entry_code"],
                    named=named,
                    group=found,
                )
                yield table.fault(row, "group", message)

    def _product(self, table: Table, row: Row) -> Iterator[Fault]:
        names = _names(row)
        first = self.products.setdefault(names, (table.sheet, row.number))
        if first != (table.sheet, row.number):
            message = say(
                _("Sản phẩm này của cùng cơ sở đã có ở trang “%(sheet)s”, dòng %(row)s."), sheet=first[0], row=first[1]
            )
            yield table.fault(row, "product_name", message)

    def _code(self, table: Table, row: Row) -> Iterator[Fault]:
        code = str(row.values["entry_code"])
        key, names = code_key(code), _names(row)
        first = self.codes.setdefault(key, (table.sheet, row.number))
        if first[0] != table.sheet:
            message = say(
                _("Mã %(entry)s đã có ở trang “%(sheet)s”, dòng %(row)s."), entry=code, sheet=first[0], row=first[1]
            )
            yield table.fault(row, "entry_code", message)
        elif key in self.there and self.there[key] != names:
            yield table.fault(
                row, "entry_code", say(_("Mã %(entry)s đã được dùng cho sản phẩm khác trong kỳ này."), entry=code)
            )
        elif self.back.get(names, key) != key:
            yield table.fault(
                row,
                "entry_code",
                say(_("Sản phẩm này đã có hồ sơ mang mã %(other)s trong kỳ."), other=self.back[names]),
            )


def _came_before(round_: Round, products: Collection[tuple[str, str]]) -> list[str]:
    """Tell which products of the same makers took part in earlier rounds of the office, and with what result."""
    before = Dossier.objects.filter(round__office=round_.office_id, round__year__lt=round_.year).exclude(
        state__in=["draft", "rejected", "withdrawn"]
    )
    told: list[str] = []
    rows = before.order_by("round__year", "entry_code").values_list(
        "establishment_name", "product_name", "round__name", "state"
    )
    for maker, product, name, state in rows.iterator(2000):
        if (fold(maker), fold(product)) in products:
            sentence = (
                _("“%(product)s” của %(maker)s đã được công nhận ở %(round)s.")
                if state == "recognised"
                else _("“%(product)s” của %(maker)s đã dự %(round)s.")
            )
            told.append(say(sentence, product=product, maker=maker, round=name))
    return told


def _names(row: Row) -> tuple[str, str]:
    return fold(str(row.values["establishment_name"])), fold(str(row.values["product_name"]))


def _group(row: Row, groups: GroupNames) -> str:
    """Return the group of a row: its own cell, else the letters of its code, else the heading above it."""
    if row.values.get("group"):
        return str(row.values["group"])
    if row.values.get("entry_code") and (named := group_of(str(row.values["entry_code"]), groups.codes)):
        return named
    return groups.in_title(row.group_title)


def _product(row: Row, group: str) -> ProductFacts:
    output = row.values.get("annual_output")
    return ProductFacts(
        name=row.text("product_name"),
        is_set=fold(row.text("product_name")).startswith("bo "),
        group=group,
        unit=row.text("unit"),
        annual_output=int(output) if isinstance(output, Fraction) and output.denominator == 1 else None,
        price_dong=row.whole("price"),
        revenue_dong=row.whole("revenue"),
    )


def _write_dossiers(
    round_: Round, rows: Sequence[Row], groups: Sequence[str], products: Sequence[Product], record: Record
) -> tuple[list[Dossier], dict[int, dict[str, object]]]:
    live = Dossier.objects.filter(round=round_, state__in=sorted(LIVE_STATES))
    there = {dossier.product_id: dossier for dossier in live}
    used = list(Dossier.objects.filter(round=round_).values_list("entry_code", flat=True))
    used += [row.text("entry_code") for row in rows if row.values.get("entry_code")]
    makers = Establishment.objects.in_bulk({product.establishment_id for product in products})
    received_on = timezone.localtime(record.at).date()
    made: list[Dossier] = []
    changed: dict[int, dict[str, object]] = {}
    for row, group, product in zip(rows, groups, products, strict=True):
        known = there.get(product.pk)
        if known is not None:
            changed |= _follow(known, row)
            continue
        code = row.text("entry_code") or _next(round_, group, used)
        dossier = _dossier(round_, row, product, makers[product.establishment_id])
        dossier.entry_code, dossier.entry_key, dossier.group = code, code_key(code), group
        dossier.state, dossier.received_on = "submitted", received_on
        there[product.pk] = dossier
        made.append(dossier)
    return Dossier.objects.bulk_create(made, batch_size=200), changed


def _next(round_: Round, group: str, used: list[str]) -> str:
    last = round_.next_numbers.get(group)
    code = next_code(group, [*used, *([f"{group}{last:02d}"] if last else [])])
    used.append(code)
    round_.next_numbers = {**round_.next_numbers, group: int(code[len(group) :])}
    return code


def _dossier(round_: Round, row: Row, product: Product, maker: Establishment) -> Dossier:
    return Dossier(
        round=round_, product=product, establishment=maker, product_name=row.text("product_name"),
        is_set=product.is_set, establishment_name=row.text("establishment_name"), **_declared(row),
    )  # fmt: skip  # one row


def _declared(row: Row) -> dict[str, Any]:
    amounts = {key: row.values.get(key) for key in ("workers", "female_workers", "revenue", "price", "annual_output")}
    facts: dict[str, Any] = {key: _plain(value) for key, value in amounts.items() if value is not None}
    facts |= {key: row.text(key) for key in ("unit", "legal_form", "commune", "district") if row.values.get(key)}
    return {
        "address": row.text("address")[:400],
        "representative": row.text("representative")[:120],
        "phone": row.text("phone")[:40],
        "description": row.text("description"),
        "facts": facts,
    }


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def _follow(dossier: Dossier, row: Row) -> dict[int, dict[str, object]]:
    """Let a dossier that was not checked yet follow a newer list; return what it said before."""
    told = _declared(row)
    before = {key: getattr(dossier, key) for key in told if getattr(dossier, key) != told[key]}
    if not before or dossier.state != "submitted" or dossier.pk is None:
        return {}
    for key in before:
        setattr(dossier, key, told[key])
    dossier.save(update_fields=sorted(before))
    return {dossier.pk: before}

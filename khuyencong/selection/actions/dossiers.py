"""Receive, check, supplement, accept, reject and withdraw dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.queries import photos_of
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.models import Product
from khuyencong.selection.actions.rubric import group_codes
from khuyencong.selection.models import Dossier, PaperCheck, Round, SupplementRequest
from khuyencong.selection.papers import norms_of, paper_rules
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE
from khuyencong.selection.rules.eligibility import DossierFacts, completeness
from khuyencong.selection.rules.entry_codes import code_key, next_code, read_code
from khuyencong.selection.rules.ranking import UNSCORED
from khuyencong.selection.rules.round_life import ROUND_LIFE


@dataclass(frozen=True, slots=True)
class DossierDraft:
    """What a dossier is registered with; an empty ``entry_code`` takes the next free one of its group."""

    group: str
    entry_code: str = ""
    description: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    lower_certificate: str = ""
    lower_valid_until: date | None = None
    received_on: date | None = None


def register_dossier(
    *, actor: Person, round_: Round, product: Product, draft: DossierDraft, submit: bool = True, at: datetime
) -> Dossier:
    """Enter a product's dossier into a round; it is received today unless it stays a draft.

    :raises Refusal: outside the time of receipt, for a code or product that is already in the round.
    """
    today = timezone.localtime(at).date()
    with deed(actor, Action.REGISTER_DOSSIER, on=round_, at=at) as record:
        round_.state = ROUND_LIFE.after(round_.state, "register_dossier")
        dossier = new_dossier(round_, product, draft)
        dossier.state = DOSSIER_LIFE.after(dossier.state, "submit_dossier") if submit else dossier.state
        dossier.received_on = (draft.received_on or today) if submit else None
        save_new(dossier)
        round_.save(update_fields=["state", "next_numbers"])
        record.on(dossier)
        record.note(round=round_.code, entry_code=dossier.entry_code, group=dossier.group, state=dossier.state)
    return dossier


def new_dossier(round_: Round, product: Product, draft: DossierDraft) -> Dossier:
    """Build a dossier that takes its names from the registry of today; nothing is stored yet."""
    groups = group_codes(norms_of(round_))
    if draft.group not in groups:
        raise Refusal("selection.unknown_group", _("Không có nhóm sản phẩm “%(group)s”."), group=draft.group)
    code = read_code(draft.entry_code) if draft.entry_code.strip() else _take_code(round_, draft.group)
    maker = product.establishment
    return Dossier(
        round=round_,
        product=product,
        establishment=maker,
        entry_code=code,
        entry_key=code_key(code),
        group=draft.group,
        product_name=product.name,
        is_set=product.is_set,
        establishment_name=maker.name,
        address=maker.address,
        representative=maker.representative,
        phone=maker.phone,
        description=draft.description,
        facts=draft.facts,
        lower_certificate=draft.lower_certificate,
        lower_valid_until=draft.lower_valid_until,
    )


def _take_code(round_: Round, group: str) -> str:
    taken = list(Dossier.objects.filter(round=round_).values_list("entry_code", flat=True))
    last = round_.next_numbers.get(group)
    code = next_code(group, [*taken, *([f"{group}{last:02d}"] if last else [])])
    round_.next_numbers = {**round_.next_numbers, group: int(code[len(group) :])}
    return code


def save_new(dossier: Dossier) -> None:
    """Store a new dossier, telling which rule it breaks in words."""
    try:
        with transaction.atomic():
            dossier.save()
    except IntegrityError as error:
        raise _already_there(dossier) from error


def _already_there(dossier: Dossier) -> Refusal:
    live = Dossier.objects.filter(round=dossier.round, product=dossier.product).exclude(
        state__in=["rejected", "withdrawn"]
    )
    if (other := live.first()) is not None:
        return Refusal(
            "selection.product_twice",
            _("Sản phẩm “%(product)s” đã có hồ sơ %(entry)s trong kỳ này."),
            product=dossier.product_name,
            entry=other.entry_code,
        )
    return Refusal(
        "selection.entry_code_taken", _("Mã số bình chọn %(entry)s đã được dùng trong kỳ."), entry=dossier.entry_code
    )


EDITABLE = frozenset(
    {"description", "facts", "lower_certificate", "lower_valid_until", "representative", "phone", "address"}
)


def edit_dossier(*, actor: Person, dossier: Dossier, changes: Mapping[str, object], at: datetime) -> Dossier:
    """Change what a dossier declares, as long as it is not yet accepted."""
    with deed(actor, Action.EDIT_DOSSIER, on=dossier, at=at) as record:
        dossier.state = DOSSIER_LIFE.after(dossier.state, "edit_dossier")
        if unknown := set(changes) - EDITABLE:
            raise Refusal("selection.not_editable", _("Không sửa được: %(fields)s."), fields=", ".join(sorted(unknown)))
        for name, value in changes.items():
            setattr(dossier, name, value)
        dossier.save(update_fields=sorted(changes))
        record.note(changed=sorted(changes))
    return dossier


def submit_dossier(*, actor: Person, dossier: Dossier, at: datetime) -> Dossier:
    """Hand a draft in.

    :raises Refusal: outside the time of receipt.
    """
    with deed(actor, Action.SUBMIT_DOSSIER, on=dossier, at=at) as record:
        ROUND_LIFE.after(dossier.round.state, "register_dossier")
        today = timezone.localtime(at).date()
        closes_on = dossier.round.closes_on
        if closes_on is not None and today > closes_on:
            raise Refusal(
                "selection.deadline_passed",
                _("Đã hết hạn nhận hồ sơ (%(day)s)."),
                day=closes_on.strftime("%d/%m/%Y"),
            )
        dossier.state = DOSSIER_LIFE.after(dossier.state, "submit_dossier")
        dossier.received_on = today
        dossier.save(update_fields=["state", "received_on"])
        record.note(state=dossier.state)
    return dossier


def check_paper(
    *, actor: Person, dossier: Dossier, paper_code: str, is_present: bool, note: str = "", at: datetime
) -> PaperCheck:
    """Record whether one paper of the list is there."""
    with deed(actor, Action.CHECK_PAPER, on=dossier, at=at) as record:
        DOSSIER_LIFE.after(dossier.state, "check_paper")
        known = {rule.code for rule in paper_rules(dossier)}
        if paper_code not in known:
            raise Refusal(
                "selection.unknown_paper", _("Danh mục hồ sơ không có giấy tờ “%(paper)s”."), paper=paper_code
            )
        check, _made = PaperCheck.objects.update_or_create(
            dossier=dossier,
            paper_code=paper_code,
            defaults={"is_present": is_present, "note": note.strip(), "checked_by": actor, "checked_at": at},
        )
        record.note(paper=paper_code, present=is_present)
    return check


def request_supplement(
    *, actor: Person, dossier: Dossier, items: Sequence[Mapping[str, str]], due_on: date, note: str = "", at: datetime
) -> SupplementRequest:
    """Ask the maker to add what is missing, naming each item, by a day.

    :raises Refusal: without an item, or with a day that has passed.
    """
    with deed(actor, Action.REQUEST_SUPPLEMENT, on=dossier, at=at) as record:
        dossier.state = DOSSIER_LIFE.after(dossier.state, "request_supplement")
        if not items:
            raise Refusal("selection.nothing_asked", _("Hãy chọn ít nhất một nội dung cần bổ sung."))
        if due_on < timezone.localtime(at).date():
            raise Refusal("selection.due_in_the_past", _("Hạn bổ sung phải từ hôm nay trở đi."))
        asked = SupplementRequest.objects.create(
            dossier=dossier, items=[dict(item) for item in items], due_on=due_on, note=note.strip(),
            requested_by=actor, requested_at=at,
        )  # fmt: skip  # one row
        dossier.save(update_fields=["state"])
        record.note(state=dossier.state, items=[item["code"] for item in items], due_on=due_on.isoformat())
        record.relies_on("TT 26/2014/TT-BCT, Điều 12")
    return asked


def answer_supplement(*, actor: Person, dossier: Dossier, answer: str, at: datetime) -> Dossier:
    """Record that what was asked for has come in; the dossier waits for its check again."""
    with deed(actor, Action.ANSWER_SUPPLEMENT, on=dossier, at=at) as record:
        dossier.state = DOSSIER_LIFE.after(dossier.state, "answer_supplement")
        dossier.supplements.filter(answered_at=None).update(answered_at=at, answer=answer.strip())
        dossier.save(update_fields=["state"])
        record.note(state=dossier.state)
        record.personal(answer=answer.strip())
    return dossier


def accept_dossier(*, actor: Person, dossier: Dossier, at: datetime) -> Dossier:
    """Accept a complete dossier.

    :raises Refusals: with everything that is missing.
    """
    with deed(actor, Action.ACCEPT_DOSSIER, on=dossier, at=at) as record:
        dossier.state = DOSSIER_LIFE.after(dossier.state, "accept_dossier")
        if missing := missing_of(dossier):
            raise Refusals(missing)
        dossier.save(update_fields=["state"])
        record.note(state=dossier.state)
        record.relies_on(norms_of(dossier.round).cite("selection.required_papers"))
    return dossier


def missing_of(dossier: Dossier) -> list[Refusal]:
    """Return every reason why the dossier is not complete."""
    norms = norms_of(dossier.round)
    facts = DossierFacts(
        level=dossier.round.level,
        group=dossier.group,
        product=dossier.product_name,
        establishment=dossier.establishment_name,
        place=dossier.address,
        representative=dossier.representative,
        description=dossier.description,
        papers=dict(dossier.paper_checks.values_list("paper_code", "is_present")),
        photos=photos_of(dossier.product).count() + photos_of(dossier).count(),
        lower_valid_until=dossier.lower_valid_until,
    )
    assert dossier.received_on is not None
    return completeness(
        facts,
        paper_rules(dossier),
        minimum_photos=norms.whole("selection.minimum_photos"),
        received_on=dossier.received_on,
        source=norms.cite("selection.required_papers"),
    )


def reject_dossier(*, actor: Person, dossier: Dossier, reason: str, at: datetime) -> Dossier:
    """Turn a dossier away with a reason; its code is free again."""
    with deed(actor, Action.REJECT_DOSSIER, on=dossier, at=at) as record:
        _end(dossier, "reject_dossier", reason, record)
    return dossier


def withdraw_dossier(*, actor: Person, dossier: Dossier, reason: str, at: datetime) -> Dossier:
    """Take a dossier out at the maker's wish; sheets already given no longer count."""
    with deed(actor, Action.WITHDRAW_DOSSIER, on=dossier, at=at) as record:
        _end(dossier, "withdraw_dossier", reason, record)
    return dossier


def reopen_dossier(*, actor: Person, dossier: Dossier, at: datetime) -> Dossier:
    """Take back an acceptance or a rejection, to check again."""
    with deed(actor, Action.REOPEN_DOSSIER, on=dossier, at=at) as record:
        _demand_unsealed(dossier.round)
        dossier.state = DOSSIER_LIFE.after(dossier.state, "reopen_dossier")
        dossier.reason = ""
        save_new(dossier)
        record.note(state=dossier.state)
    return dossier


def _end(dossier: Dossier, verb: str, reason: str, record: Record) -> None:
    _demand_unsealed(dossier.round)
    dossier.state = DOSSIER_LIFE.after(dossier.state, verb)
    if not reason.strip():
        raise Refusal("selection.reason_missing", _("Phải ghi lý do."))
    dossier.reason = reason.strip()
    dossier.sheets, dossier.root_sums, dossier.mean_key, dossier.ranking_key = 0, [], None, UNSCORED
    dossier.save()
    record.note(state=dossier.state)
    record.personal(reason=dossier.reason)


def _demand_unsealed(round_: Round) -> None:
    if round_.state not in {"preparing", "collecting", "scoring"}:
        raise Refusal("selection.scores_sealed", _("Điểm đã niêm phong nên hồ sơ không thay đổi được nữa."))

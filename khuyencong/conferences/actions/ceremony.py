"""The ceremony: its order made from the decision, and every certificate ticked as it leaves the stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions.conferences import refuse_ended
from khuyencong.conferences.actions.guests import refuse_too_many
from khuyencong.conferences.models import Conference, Presentation
from khuyencong.conferences.queries.awards import awards_of
from khuyencong.conferences.rules.ceremony import arrange
from khuyencong.conferences.rules.marks import Mark, that_hold
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


def arrange_ceremony(*, actor: Person, conference: Conference, at: datetime) -> int:
    """Make the order of the calls from the certificates of the rounds, and return how many certificates there are.

    :raises Refusal: where nothing is to be handed over, once a certificate was ticked, or after the end.
    """
    with deed(actor, Action.ARRANGE_CEREMONY, on=conference, at=at) as record:
        refuse_ended(conference)
        if conference.presentations.exclude(outcome="waiting").exists():
            raise Refusal(
                "conferences.ceremony_begun",
                _("Đã ghi kết quả trao nên không lập lại thứ tự được; hãy hoàn tác trước."),
            )
        awards = {one.certificate.pk: one for one in awards_of(conference)}
        if not awards:
            raise Refusal(
                "conferences.nothing_to_hand_over",
                _("Chưa có giấy chứng nhận nào để trao: hãy chọn kỳ bình chọn của hội nghị rồi cấp giấy trước."),
            )
        conference.presentations.all().delete()
        places = arrange(one.award for one in awards.values())
        Presentation.objects.bulk_create(
            Presentation(
                conference=conference,
                certificate=awards[place.award.certificate].certificate,
                establishment_id=place.award.establishment,
                turn=place.turn,
                place=place.place,
                group=place.award.group,
            )
            for place in places
        )
        record.note(certificates=len(places), calls=places[-1].turn)
    return len(places)


def hand_over(*, actor: Person, conference: Conference, marks: Sequence[Mark], at: datetime) -> dict[int, str]:
    """Tick who received a certificate, who did for another, and who was absent. Returns the outcome of each one marked.

    Marks may come late, twice and from several phones: the later made one of a certificate holds. Possible also
    after the end, since absent makers fetch theirs later. Constant queries.

    :raises Refusal: for a receiver by proxy without a name, an unknown outcome, or too many marks at once.
    """
    with deed(actor, Action.HAND_OVER, on=conference, at=at) as record:
        refuse_too_many(marks)
        for mark in marks:
            _refuse_unclear(mark)
        asked = {mark.target for mark in marks}
        rows = {one.pk: one for one in conference.presentations.filter(pk__in=asked)}
        hold = that_hold(marks, {key: one.marked_at for key, one in rows.items()}, now=at)
        for key, mark in hold.items():
            row = rows[key]
            row.outcome, row.marked_at = mark.value, mark.made_at
            row.receiver = mark.name.strip()[:200] if mark.value in {"received", "proxy"} else ""
        Presentation.objects.bulk_update([rows[key] for key in hold], ["outcome", "marked_at", "receiver"])
        record.note(outcomes={str(rows[key].place): mark.value for key, mark in hold.items()})
        record.personal(receivers={str(rows[key].place): rows[key].receiver for key in hold})
    return {key: one.outcome for key, one in rows.items()}


def _refuse_unclear(mark: Mark) -> None:
    if mark.value not in Presentation.Outcome.values:
        raise Refusal("conferences.no_such_outcome", _("Không có kết quả trao “%(value)s”."), value=mark.value[:20])
    if mark.value == "proxy" and not mark.name.strip():
        raise Refusal("conferences.proxy_unnamed", _("Hãy ghi họ tên người nhận thay."))

"""Record who looked at what speaks of double support, and whether the project may go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Project, SupportCheck
from khuyencong.programme.queries.evidence.support_history import findings_of
from khuyencong.programme.rules.evidence.double_support import CONDITION, findings_key

SHORTEST_REASON = 10


def record_support_check(
    *,
    actor: Person,
    project: Project,
    stage: str,
    is_allowed: bool,
    reason: str,
    seen: str,
    serials: Sequence[str] = (),
    at: datetime,
) -> SupportCheck:
    """Keep a look at the findings; ``seen`` is the key of what the page showed, ``serials`` were typed beside it.

    :raises Refusal: where findings came meanwhile, or a reason is missing.
    """
    with deed(actor, Action.RECORD_SUPPORT_CHECK, on=project, at=at) as record:
        found = findings_of(project, serials=serials)
        key = findings_key(found)
        if key != seen:
            raise Refusal(
                "programme.findings_changed",
                _("Các dấu hiệu đã thay đổi so với trang bạn xem. Hãy tải lại trang và xem lại trước khi kết luận."),
                source=CONDITION,
            )
        reason = reason.strip()
        if (found or not is_allowed) and len(reason) < SHORTEST_REASON:
            raise Refusal(
                "programme.support_reason_missing",
                _("Hãy ghi rõ lý do cho đi tiếp hay không (ít nhất %(shortest)s chữ cái)."),
                source=CONDITION,
                shortest=str(SHORTEST_REASON),
            )
        look = SupportCheck.objects.create(
            project=project, stage=stage, findings=[one.data() for one in found], findings_key=key,
            is_allowed=is_allowed, reason=reason, looked_by=actor, looked_at=at,
        )  # fmt: skip  # one row
        record.note(project=project.code, stage=stage, findings=len(found), allowed=is_allowed, look=look.pk)
        record.relies_on(CONDITION)
    return look

"""`erase_advice --as USER`: erases who asked and what, once the term of the norm is over; to be run daily."""

from __future__ import annotations

from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.advisory.actions.answering import erase_advice


class Command(ProductCommand):
    """Safe to repeat."""

    help = "erase the personal data of questions closed longer ago than norm advisory.keep_days"

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        return {"erased": erase_advice(actor=actor, at=self.moment())}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã xóa dữ liệu cá nhân của {answer['erased']} câu hỏi.")

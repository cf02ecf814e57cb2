"""Questions and offers as strangers and advisers write them."""

from datetime import date

from khuyencong.advisory.actions.asking import Question
from khuyencong.advisory.actions.links import LinkFacts


def question(**changes):
    """Return what an invented asker typed."""
    facts = {
        "name": "Nguyễn Thị Hỏi Thử (mẫu)",
        "phone": "0912 345 678",
        "email": "",
        "place": None,
        "topic": "C3",
        "question": "Cơ sở tôi sấy mít, muốn mua máy sấy thì được hỗ trợ bao nhiêu?",
        "consent_words": "Tôi đồng ý.",
    }
    return Question(**(facts | changes))


def link_facts(**changes):
    """Return an invented offer."""
    facts = {
        "kind": "technology",
        "title": "Máy sấy bơm nhiệt (mẫu)",
        "partner": "Viện Máy Mẫu",
        "summary": "Sấy thử miễn phí 20 kg nguyên liệu.",
        "address": "",
        "shown_until": date(2027, 1, 31),
    }
    return LinkFacts(**(facts | changes))

"""News as an official writes them."""

from khuyencong.portal.actions.news import NewsFacts


def news_facts(**changes):
    """Return an invented piece of news."""
    facts = {
        "title": "Lớp hướng dẫn ghi nhãn hàng hóa (mẫu)",
        "summary": "Ba mươi cơ sở dự lớp một ngày tại Trung tâm.",
        "body": "Lớp mở **một ngày**.\n\n## Nội dung\n\n- Ghi nhãn\n- Mã vạch\n\nXem [cổng](https://vi-du.vn/a).",
    }
    return NewsFacts(**(facts | changes))

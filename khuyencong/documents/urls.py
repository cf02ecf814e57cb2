"""Addresses of files, of the outbox, and of papers that go out."""

from django.urls import path

from khuyencong.documents.views import files, letters, sending
from khuyencong.documents.views.papers import deeds, heads, register

app_name = "documents"
urlpatterns = [
    path("tep/<int:pk>/", files.view_file, name="view_file"),
    path("tep/<int:pk>/anh-nho/", files.view_thumbnail, name="view_thumbnail"),
    path("thu-di/", letters.view_letters, name="view_letters"),
    path("thu-di/moi/", letters.prepare_letter, name="prepare_letter"),
    path("thu-di/xem-truoc/", sending.preview_letters, name="preview_letters"),
    path("thu-di/duyet/", sending.approve_letters, name="approve_letters"),
    path("thu-di/lap-lai/", sending.renew_letters, name="renew_letters"),
    path("thu-di/gui/", sending.send_letters, name="send_letters"),
    path("thu-di/<int:letter_id>/", letters.view_letter, name="view_letter"),
    path("thu-di/<int:letter_id>/sua/", letters.edit_letter, name="edit_letter"),
    path("thu-di/<int:letter_id>/bo/", letters.cancel_letter, name="cancel_letter"),
    path("thu-di/<int:letter_id>/gui-lai/", letters.retry_letter, name="retry_letter"),
    path("thu-di/<int:letter_id>/da-gui/", letters.record_letter_sent, name="record_letter_sent"),
    path("van-ban/", register.view_papers, name="view_papers"),
    path("van-ban/soan/", deeds.draft_paper, name="draft_paper"),
    path("van-ban/lap-lai/", deeds.redraft_papers, name="redraft_papers"),
    path("van-ban/<int:paper_id>/", register.view_paper, name="view_paper"),
    path("van-ban/<int:paper_id>/trang/<int:page>/", register.view_paper_page, name="view_paper_page"),
    path("van-ban/<int:paper_id>/tep/<str:suffix>/", register.download_paper, name="download_paper"),
    path("van-ban/<int:paper_id>/lap-lai/", deeds.redraft_paper, name="redraft_paper"),
    path("van-ban/<int:paper_id>/bo/", deeds.discard_paper, name="discard_paper"),
    path("van-ban/<int:paper_id>/ban-hanh/", deeds.issue_paper, name="issue_paper"),
    path("van-ban/<int:paper_id>/thay-the/", deeds.replace_paper, name="replace_paper"),
    path("van-ban/<int:paper_id>/dinh-chinh/", deeds.correct_paper, name="correct_paper"),
    path("van-ban/<int:paper_id>/thu-hoi/", deeds.recall_paper, name="recall_paper"),
    path("van-ban/co-quan/<int:office_id>/", heads.view_letterhead, name="view_letterhead"),
    path("van-ban/co-quan/<int:office_id>/sua/", heads.edit_letterhead, name="edit_letterhead"),
    path("van-ban/co-quan/<int:office_id>/quyen-ky/", heads.add_signer, name="add_signer"),
    path("van-ban/quyen-ky/<int:right_id>/thoi/", heads.end_signer, name="end_signer"),
]

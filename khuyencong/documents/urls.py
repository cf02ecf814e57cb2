"""Addresses of files and of the outbox."""

from django.urls import path

from khuyencong.documents.views import files, letters, sending

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
]

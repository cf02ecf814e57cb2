"""Addresses of certificates; those under /k/ and /kiem-tra/ are for everybody."""

from django.urls import URLPattern, URLResolver, path, re_path

from khuyencong.certificates import views

app_name = "certificates"
urlpatterns: list[URLPattern | URLResolver] = [
    # QR codes hold capitals in less room, so that a scanned address comes in capitals.
    re_path(
        r"^[kK]/(?P<code>[0-9A-Za-z-]{12,24})(?:/(?P<token>[0-9A-Za-z]{1,400}))?/?$",
        views.verify_code,
        name="verify_code",
    ),
    path("kiem-tra/", views.verify, name="verify"),
    path("kiem-tra/khoa-cong-khai.json", views.verify_keys, name="verify_keys"),
    path("giay-chung-nhan/", views.view_register, name="view_register"),
    path("giay-chung-nhan/tai-ve.zip", views.download_certificates, name="download_certificates"),
    path("giay-chung-nhan/<int:pk>/", views.view_certificate, name="view_certificate"),
    path("giay-chung-nhan/<int:pk>/anh.png", views.view_picture, name="view_picture"),
    path("giay-chung-nhan/<int:pk>/tep.pdf", views.download_certificate, name="download_certificate"),
    path("giay-chung-nhan/<int:pk>/ky/", views.complete_certificate, name="complete_certificate"),
    path("giay-chung-nhan/<int:pk>/thu-hoi/", views.revoke_certificate, name="revoke_certificate"),
    path("giay-chung-nhan/<int:pk>/cap-lai/", views.replace_certificate, name="replace_certificate"),
    path(
        "giay-chung-nhan/ghi-nhan/<int:product_id>/",
        views.record_foreign_certificate,
        name="record_foreign_certificate",
    ),
]

"""Addresses of certificates; those under /k/ and /kiem-tra/ are for everybody."""

from django.urls import URLPattern, URLResolver, path, register_converter

from khuyencong.certificates import views


class ScanConverter:
    """The letter before a scanned code. QR codes hold capitals in less room, so that it comes as a capital too."""

    regex = "[kK]"

    def to_python(self, value: str) -> str:
        """Take the letter as it came."""
        return value

    def to_url(self, value: str) -> str:
        """Write the letter as it came."""
        return value


register_converter(ScanConverter, "scan")

app_name = "certificates"
urlpatterns: list[URLPattern | URLResolver] = [
    path("k/<str:code>", views.verify_code, name="verify_code"),
    path("<scan:way>/<str:code>/<str:token>", views.scan_code, name="scan_code"),
    path("kiem-tra/", views.verify, name="verify"),
    path("kiem-tra/khoa-cong-khai.json", views.verify_keys, name="verify_keys"),
    path("giay-chung-nhan/", views.view_register, name="view_register"),
    path("giay-chung-nhan/tai-ve.zip", views.download_certificates, name="download_certificates"),
    path("giay-chung-nhan/<int:pk>/", views.view_certificate, name="view_certificate"),
    path("giay-chung-nhan/<int:pk>/anh.png", views.view_picture, name="view_picture"),
    path("giay-chung-nhan/<int:pk>/tep.pdf", views.download_certificate, name="download_certificate"),
    path("giay-chung-nhan/<int:pk>/ky/", views.complete_certificate, name="complete_certificate"),
    path("giay-chung-nhan/<int:pk>/chua-ky.pdf", views.download_unsigned, name="download_unsigned"),
    path("giay-chung-nhan/<int:pk>/da-ky/", views.hand_in_signed, name="hand_in_signed"),
    path("giay-chung-nhan/<int:pk>/thu-hoi/", views.revoke_certificate, name="revoke_certificate"),
    path("giay-chung-nhan/<int:pk>/cap-lai/", views.replace_certificate, name="replace_certificate"),
    path(
        "giay-chung-nhan/ghi-nhan/<int:product_id>/",
        views.record_foreign_certificate,
        name="record_foreign_certificate",
    ),
]

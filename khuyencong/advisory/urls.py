"""Tư vấn, cung cấp thông tin: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from khuyencong.advisory.views import links, public, staff

app_name = "advisory"
_ONE = "cau-hoi-tu-van/<int:request_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tu-van/", public.ask, name="ask"),
    path("tu-van/theo-doi/<str:secret>/", public.follow, name="follow"),
    path("tu-van/theo-doi/<str:secret>/xoa/", public.withdraw, name="withdraw"),
    path("cau-hoi-tu-van/", staff.view_advice_list, name="view_advice_list"),
    path("cau-hoi-tu-van/loi-chao/", links.add_partner_link, name="add_partner_link"),
    path("cau-hoi-tu-van/loi-chao/<int:link_id>/go/", links.withdraw_partner_link, name="withdraw_partner_link"),
    path(_ONE, staff.view_advice, name="view_advice"),
    path(f"{_ONE}nhan/", staff.take_advice, name="take_advice"),
    path(f"{_ONE}tra-loi/", staff.answer_advice, name="answer_advice"),
    path(f"{_ONE}chuyen/", staff.forward_advice, name="forward_advice"),
    path(f"{_ONE}ket-thuc/", staff.close_advice, name="close_advice"),
]

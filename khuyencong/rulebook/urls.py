"""Addresses of the norms."""

from django.urls import path

from khuyencong.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("quy-dinh/", views.view_norms, name="view_norms"),
    path("quy-dinh/<str:key>/", views.view_norm, name="view_norm"),
    path("quy-dinh/<str:key>/de-xuat/", views.propose_norm, name="propose_norm"),
    path("quy-dinh/de-xuat/<int:norm_id>/duyet/", views.approve_norm, name="approve_norm"),
    path("quy-dinh/de-xuat/<int:norm_id>/khong-duyet/", views.reject_norm, name="reject_norm"),
]

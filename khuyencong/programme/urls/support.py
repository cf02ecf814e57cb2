"""Addresses: what a level of support would be."""

from django.urls import path

from khuyencong.programme.views import support

urlpatterns = [
    path("de-an/tinh-muc-ho-tro/", support.view_support_calculator, name="view_support_calculator"),
    path("de-an/doi-muc-ho-tro/", support.view_norm_change, name="view_norm_change"),
]

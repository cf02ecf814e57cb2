"""Addresses of programmes, plans, projects and their money, as a table of contents."""

from khuyencong.programme.urls import evidence, payments, plans, projects, support, work

app_name = "programme"

urlpatterns = [
    *plans.urlpatterns,
    *support.urlpatterns,
    *projects.urlpatterns,
    *work.urlpatterns,
    *evidence.urlpatterns,
    *payments.urlpatterns,
]

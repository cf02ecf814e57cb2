"""Addresses: the ledger and payment orders."""

from django.urls import URLPattern, path

from khuyencong.programme.views import ledger, payments

urlpatterns: list[URLPattern] = [
    path("de-nghi-chi/", payments.view_payments, name="view_payments"),
    path("de-nghi-chi/<int:payment_id>/", payments.view_payment, name="view_payment"),
    path("de-nghi-chi/<int:payment_id>/duyet/", payments.approve_payment, name="approve_payment"),
    path("de-nghi-chi/<int:payment_id>/khong-duyet/", payments.reject_payment, name="reject_payment"),
    path("de-nghi-chi/<int:payment_id>/da-chi/", payments.record_payment, name="record_payment"),
    path("de-an/<int:project_id>/de-nghi-chi/", payments.propose_payment, name="propose_payment"),
    path("so-kinh-phi/<int:plan_id>/", ledger.view_ledger, name="view_ledger"),
    path("so-kinh-phi/<int:plan_id>/ghi/", ledger.post_transfer, name="post_transfer"),
    path("but-toan/<uuid:transfer_id>/dao/", ledger.reverse_transfer, name="reverse_transfer"),
]

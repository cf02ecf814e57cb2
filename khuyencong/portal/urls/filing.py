"""Addresses of filing by the public."""

from django.urls import URLPattern, URLResolver, path

from khuyencong.portal.views.filing import asking, contesting, papers, starting, trusting, writing

app_name = "filing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("nop-ho-so/", asking.ask_entitlement, name="ask_entitlement"),
    path("co-so-dang-ky/", asking.register_applicant_page, name="register_applicant"),
    path("khai-co-so/", trusting.claim_establishment, name="claim_establishment"),
    path("loi-khai/", trusting.view_claims, name="view_claims"),
    path("loi-khai/<int:claim_id>/", trusting.view_claim, name="view_claim"),
    path("loi-khai/<int:claim_id>/xac-nhan/", trusting.confirm_claim, name="confirm_claim"),
    path("loi-khai/<int:claim_id>/khong-xac-nhan/", trusting.refuse_claim, name="refuse_claim"),
    path("nop-thay/<int:establishment_id>/", trusting.record_consent, name="record_consent"),
    path("nop-thay/dong-y/<int:consent_id>/rut/", trusting.withdraw_consent, name="withdraw_consent"),
    path("ho-so-cua-toi/", starting.view_filings, name="view_filings"),
    path("ho-so-cua-toi/bat-dau/", starting.start_filing, name="start_filing"),
    path("ho-so-cua-toi/<int:filing_id>/", writing.write_filing, name="write_filing"),
    path("ho-so-cua-toi/<int:filing_id>/ghi/", writing.save_filing, name="save_filing"),
    path("ho-so-cua-toi/<int:filing_id>/nop/", writing.send_filing, name="send_filing"),
    path("ho-so-cua-toi/<int:filing_id>/bo/", writing.discard_filing, name="discard_filing"),
    path("ho-so-cua-toi/<int:filing_id>/bien-nhan/", writing.view_receipt, name="view_receipt"),
    path("ho-so-cua-toi/<int:filing_id>/tep/", papers.attach_to_filing, name="attach_to_filing"),
    path("ho-so-cua-toi/<int:filing_id>/tu/<int:paper_id>/", papers.use_locker_paper, name="use_locker_paper"),
    path(
        "ho-so-cua-toi/<int:filing_id>/tep/<int:attachment_id>/rut/",
        papers.withdraw_from_filing,
        name="withdraw_from_filing",
    ),
    path("tu-giay-to/", papers.view_lockers, name="view_lockers"),
    path("tu-giay-to/<int:establishment_id>/", papers.view_locker, name="view_locker"),
    path("tu-giay-to/<int:establishment_id>/cat/", papers.keep_paper, name="keep_paper"),
    path("tu-giay-to/giay/<int:paper_id>/bo/", papers.drop_paper, name="drop_paper"),
    path("khieu-nai/", contesting.view_complaints, name="view_complaints"),
    path("khieu-nai/de-an/<int:project_id>/", contesting.complain_of_project, name="complain_of_project"),
    path("khieu-nai/ho-so/<int:dossier_id>/", contesting.complain_of_dossier, name="complain_of_dossier"),
    path("khieu-nai/<int:complaint_id>/", contesting.view_complaint, name="view_complaint"),
    path("khieu-nai/<int:complaint_id>/tra-loi/", contesting.answer_complaint, name="answer_complaint"),
]

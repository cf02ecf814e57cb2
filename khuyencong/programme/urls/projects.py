"""Addresses: projects from application to contract."""

from django.urls import URLPattern, path

from khuyencong.programme.views.projects import application, deciding, listing, page, payments

PARTS = (payments.payments_part,)

urlpatterns: list[URLPattern] = [
    path("de-an/", listing.view_projects, name="view_projects"),
    path("de-an/bang/", listing.view_project_board, name="view_project_board"),
    path("de-an/moi/", application.open_project, name="open_project"),
    path("de-an/dang-ky/", application.register_projects, name="register_projects"),
    path("de-an/phe-duyet/", deciding.plan_projects, name="plan_projects"),
    path("de-an/<int:project_id>/", page.view_project, name="view_project"),
    path("de-an/<int:project_id>/sua/", application.edit_project, name="edit_project"),
    path("de-an/<int:project_id>/dang-ky/", application.register_project, name="register_project"),
    path(
        "de-an/<int:project_id>/yeu-cau-bo-sung/",
        application.request_project_supplement,
        name="request_project_supplement",
    ),
    path("de-an/<int:project_id>/bo-sung/", application.answer_project_supplement, name="answer_project_supplement"),
    path("de-an/<int:project_id>/tham-dinh/", deciding.appraise_project, name="appraise_project"),
    path(
        "de-an/<int:project_id>/tham-dinh-cap-bo/",
        deciding.record_ministry_appraisal,
        name="record_ministry_appraisal",
    ),
    path("de-an/<int:project_id>/tu-choi/", application.reject_project, name="reject_project"),
    path("de-an/<int:project_id>/rut/", application.withdraw_project, name="withdraw_project"),
    path("de-an/<int:project_id>/phe-duyet/", deciding.plan_project, name="plan_project"),
    path("de-an/<int:project_id>/co-so-thu-huong/", deciding.name_beneficiary, name="name_beneficiary"),
    path("de-an/<int:project_id>/hop-dong/", deciding.sign_contract, name="sign_contract"),
    path("de-an/<int:project_id>/phu-luc/", deciding.sign_annex, name="sign_annex"),
    path("de-an/<int:project_id>/dieu-chinh/", deciding.adjust_project, name="adjust_project"),
    path("de-an/<int:project_id>/tep/", application.attach_to_project, name="attach_to_project"),
    path(
        "de-an/<int:project_id>/tep/<int:attachment_id>/rut/",
        application.withdraw_from_project,
        name="withdraw_from_project",
    ),
]

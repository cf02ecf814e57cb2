"""Addresses: the work on a project, from its start to the follow-up of its effect; deadlines."""

from django.urls import path, register_converter

from khuyencong.programme.views.work import (  # parts register themselves with the page of a project once read
    closing,
    deadlines,
    field,
    parts,  # noqa: F401 — read for what it registers
    running,
)

register_converter(deadlines.IcsConverter, "ics")

urlpatterns = [
    path("de-an/<int:project_id>/bat-dau/", running.start_work, name="start_work"),
    path("de-an/<int:project_id>/tien-do/", running.report_progress, name="report_progress"),
    path("de-an/<int:project_id>/bang-ke/<slug:table>/", running.record_list, name="record_list"),
    path("de-an/<int:project_id>/kiem-tra/", field.inspect_project, name="inspect_project"),
    path("de-an/<int:project_id>/nghiem-thu/", field.accept_work, name="accept_work"),
    path("de-an/<int:project_id>/anh-hien-truong/", field.send_photo, name="send_photo"),
    path("de-an/hien-truong.js", field.field_worker, name="field_worker"),
    path("de-an/<int:project_id>/tam-dung/", running.suspend_project, name="suspend_project"),
    path("de-an/<int:project_id>/tiep-tuc/", running.resume_project, name="resume_project"),
    path("de-an/<int:project_id>/ngung/", running.stop_project, name="stop_project"),
    path("de-an/<int:project_id>/ket-thuc/", running.end_stopped_project, name="end_stopped_project"),
    path("de-an/<int:project_id>/quyet-toan/", closing.settle_project, name="settle_project"),
    path("de-an/<int:project_id>/thanh-ly/", closing.liquidate_contract, name="liquidate_contract"),
    path("de-an/<int:project_id>/dong/", closing.close_project, name="close_project"),
    path("de-an/<int:project_id>/theo-doi/", closing.follow_up, name="follow_up"),
    path("lich/", deadlines.view_deadlines, name="view_deadlines"),
    path("lich/dia-chi/", deadlines.make_calendar, name="make_calendar"),
    path("lich/thoi-dung/", deadlines.end_calendar, name="end_calendar"),
    path("lich/<ics:secret>", deadlines.calendar, name="calendar"),
]

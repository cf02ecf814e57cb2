"""Addresses of the selection: rounds, dossiers, the jury and its sheets, ranking, council, certificates."""

from django.urls import path

from khuyencong.selection.views import dossiers, files, jury, rounds, rubric
from khuyencong.selection.views.results import council, issuing, ranking
from khuyencong.selection.views.scoring import papers, scorecards

app_name = "selection"

urlpatterns = [
    path("ky-binh-chon/", rounds.view_rounds, name="view_rounds"),
    path("ky-binh-chon/mo/", rounds.open_round, name="open_round"),
    path("ky-binh-chon/<int:round_id>/", rounds.view_round, name="view_round"),
    path("ky-binh-chon/<int:round_id>/sua/", rounds.edit_round, name="edit_round"),
    path("ky-binh-chon/<int:round_id>/huy/", rounds.cancel_round, name="cancel_round"),
    path("ky-binh-chon/<int:round_id>/mo-nhan-ho-so/", rounds.open_collecting, name="open_collecting"),
    path("ky-binh-chon/<int:round_id>/bat-dau-cham/", rounds.start_scoring, name="start_scoring"),
    path("ky-binh-chon/<int:round_id>/niem-phong/", rounds.seal_scores, name="seal_scores"),
    path("ky-binh-chon/<int:round_id>/mo-lai-cham/", rounds.reopen_scoring, name="reopen_scoring"),
    path("ky-binh-chon/<int:round_id>/cong-bo/", rounds.publish_results, name="publish_results"),
    path("ky-binh-chon/<int:round_id>/ket-thuc/", rounds.close_round, name="close_round"),
    path("ky-binh-chon/<int:round_id>/khung-diem/", rubric.view_rubric, name="view_rubric"),
    path("ky-binh-chon/<int:round_id>/khung-diem/sua/", rubric.edit_rubric, name="edit_rubric"),
    path("ky-binh-chon/<int:round_id>/khung-diem/de-xuat/", rubric.adopt_subcriteria, name="adopt_subcriteria"),
    path("ky-binh-chon/<int:round_id>/ho-so/", dossiers.view_dossiers, name="view_dossiers"),
    path("ky-binh-chon/<int:round_id>/ho-so/moi/", dossiers.register_dossier, name="register_dossier"),
    path("ho-so/<int:dossier_id>/", dossiers.view_dossier, name="view_dossier"),
    path("ho-so/<int:dossier_id>/sua/", dossiers.edit_dossier, name="edit_dossier"),
    path("ho-so/<int:dossier_id>/nop/", dossiers.submit_dossier, name="submit_dossier"),
    path("ho-so/<int:dossier_id>/giay-to/", dossiers.check_paper, name="check_paper"),
    path("ho-so/<int:dossier_id>/yeu-cau-bo-sung/", dossiers.request_supplement, name="request_supplement"),
    path("ho-so/<int:dossier_id>/bo-sung/", dossiers.answer_supplement, name="answer_supplement"),
    path("ho-so/<int:dossier_id>/chap-nhan/", dossiers.accept_dossier, name="accept_dossier"),
    path("ho-so/<int:dossier_id>/tu-choi/", dossiers.reject_dossier, name="reject_dossier"),
    path("ho-so/<int:dossier_id>/rut/", dossiers.withdraw_dossier, name="withdraw_dossier"),
    path("ho-so/<int:dossier_id>/tep/", files.attach_to_dossier, name="attach_to_dossier"),
    path(
        "ho-so/<int:dossier_id>/tep/<int:attachment_id>/rut/", files.withdraw_from_dossier, name="withdraw_from_dossier"
    ),
    path("ho-so/<int:dossier_id>/kiem-tra-lai/", dossiers.reopen_dossier, name="reopen_dossier"),
    path("ky-binh-chon/<int:round_id>/giam-khao/", jury.view_jury, name="view_jury"),
    path("ky-binh-chon/<int:round_id>/giam-khao/cu/", jury.name_juror, name="name_juror"),
    path("giam-khao/<int:juror_id>/gan/", jury.link_juror, name="link_juror"),
    path("giam-khao/<int:juror_id>/thoi/", jury.dismiss_juror, name="dismiss_juror"),
    path("ky-binh-chon/<int:round_id>/cham-diem/", scorecards.view_own_dossiers, name="view_own_dossiers"),
    path("ky-binh-chon/<int:round_id>/cham-diem/khai-bao/", scorecards.declare_interests, name="declare_interests"),
    path("cham-diem/<int:dossier_id>/khai-bao/", scorecards.declare_interest, name="declare_interest"),
    path("cham-diem/<int:dossier_id>/", scorecards.save_scorecard, name="save_scorecard"),
    path("cham-diem/<int:dossier_id>/nop/", scorecards.submit_scorecard, name="submit_scorecard"),
    path("ky-binh-chon/<int:round_id>/phieu-cham/", papers.view_scores, name="view_scores"),
    path("ky-binh-chon/<int:round_id>/phieu-giay/", papers.view_paper_scorecards, name="view_paper_scorecards"),
    path("phieu-cham/<int:scorecard_id>/", papers.view_scorecard, name="view_scorecard"),
    path("phieu-cham/<int:scorecard_id>/tra-lai/", papers.return_scorecard, name="return_scorecard"),
    path("phieu-cham/<int:scorecard_id>/doi-chieu/", papers.check_paper_scorecard, name="check_paper_scorecard"),
    path(
        "giam-khao/<int:juror_id>/phieu-giay/<int:dossier_id>/",
        papers.enter_paper_scorecard,
        name="enter_paper_scorecard",
    ),
    path("ky-binh-chon/<int:round_id>/xep-hang/", ranking.view_ranking, name="view_ranking"),
    path("ky-binh-chon/<int:round_id>/hoi-dong/", council.view_council, name="view_council"),
    path("ky-binh-chon/<int:round_id>/hoi-dong/cu/", council.name_council_member, name="name_council_member"),
    path("hoi-dong/<int:member_id>/thoi/", council.release_council_member, name="release_council_member"),
    path("ky-binh-chon/<int:round_id>/hoi-dong/phien-hop/", council.record_meeting, name="record_meeting"),
    path("ky-binh-chon/<int:round_id>/hoi-dong/y-kien/", council.record_verdict, name="record_verdict"),
    path("ky-binh-chon/<int:round_id>/hoi-dong/phan-hang/", council.record_tie_vote, name="record_tie_vote"),
    path("ky-binh-chon/<int:round_id>/cong-nhan/", council.recognise, name="recognise"),
    path("ky-binh-chon/<int:round_id>/giay-chung-nhan/", issuing.view_issuing, name="view_issuing"),
    path("ky-binh-chon/<int:round_id>/giay-chung-nhan/cap/", issuing.issue_certificates, name="issue_certificates"),
]

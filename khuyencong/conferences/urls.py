"""Hội nghị, lễ trao: every address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from khuyencong.conferences.views import ceremony, conclusions, conferences, door, guests, public, seats

app_name = "conferences"
urlpatterns: list[URLPattern | URLResolver] = [
    path("moi/<str:token>/", public.view_invitation, name="view_invitation"),
    path("moi/<str:token>/ma.svg", public.invitation_code, name="invitation_code"),
    path("hoi-nghi/", conferences.view_conferences, name="view_conferences"),
    path("hoi-nghi/moi/", conferences.open_conference, name="open_conference"),
    path("hoi-nghi/may-phu.js", door.conference_worker, name="conference_worker"),
    path("hoi-nghi/<int:conference_id>/", conferences.view_conference, name="view_conference"),
    path("hoi-nghi/<int:conference_id>/sua/", conferences.edit_conference, name="edit_conference"),
    path("hoi-nghi/<int:conference_id>/chuong-trinh/", conferences.edit_agenda, name="edit_agenda"),
    path("hoi-nghi/<int:conference_id>/moi-khach/", conferences.announce_conference, name="announce_conference"),
    path("hoi-nghi/<int:conference_id>/khai-mac/", conferences.start_conference, name="start_conference"),
    path("hoi-nghi/<int:conference_id>/be-mac/", conferences.close_conference, name="close_conference"),
    path("hoi-nghi/<int:conference_id>/huy/", conferences.cancel_conference, name="cancel_conference"),
    path("hoi-nghi/<int:conference_id>/khach/", guests.view_guests, name="view_guests"),
    path("hoi-nghi/<int:conference_id>/khach/them/", guests.add_guest, name="add_guest"),
    path("hoi-nghi/<int:conference_id>/khach/tu-so/", guests.gather_guests, name="gather_guests"),
    path("hoi-nghi/khach/<int:guest_id>/", guests.view_guest, name="view_guest"),
    path("hoi-nghi/khach/<int:guest_id>/sua/", guests.edit_guest, name="edit_guest"),
    path("hoi-nghi/khach/<int:guest_id>/bo/", guests.remove_guest, name="remove_guest"),
    path("hoi-nghi/khach/<int:guest_id>/tra-loi/", guests.record_answer, name="record_answer"),
    path("hoi-nghi/<int:conference_id>/diem-danh/", door.view_door, name="view_door"),
    path("hoi-nghi/<int:conference_id>/diem-danh/ghi/", door.check_in_guests, name="check_in"),
    path("hoi-nghi/<int:conference_id>/cho-ngoi/", seats.view_seats, name="view_seats"),
    path("hoi-nghi/<int:conference_id>/cho-ngoi/xep/", seats.arrange_seats, name="arrange_seats"),
    path("hoi-nghi/<int:conference_id>/cho-ngoi/doi/", seats.move_guest, name="move_guest"),
    path("hoi-nghi/<int:conference_id>/bang-ten/", seats.view_name_cards, name="view_name_cards"),
    path("hoi-nghi/<int:conference_id>/le-trao/", ceremony.view_ceremony, name="view_ceremony"),
    path("hoi-nghi/<int:conference_id>/le-trao/lap/", ceremony.arrange_ceremony, name="arrange_ceremony"),
    path("hoi-nghi/<int:conference_id>/le-trao/ghi/", ceremony.hand_over, name="hand_over"),
    path("hoi-nghi/<int:conference_id>/kich-ban/", ceremony.view_script, name="view_script"),
    path("hoi-nghi/<int:conference_id>/trinh-chieu/", ceremony.view_slides, name="view_slides"),
    path("hoi-nghi/<int:conference_id>/xep-giay/", ceremony.view_stack, name="view_stack"),
    path("hoi-nghi/trao/<int:presentation_id>/anh/", ceremony.attach_photo, name="attach_photo"),
    path("hoi-nghi/<int:conference_id>/ket-luan/", conclusions.view_conclusions, name="view_conclusions"),
    path("hoi-nghi/<int:conference_id>/ket-luan/ghi/", conclusions.record_conclusion, name="record_conclusion"),
    path("hoi-nghi/ket-luan/<int:conclusion_id>/bao-cao/", conclusions.report_conclusion, name="report_conclusion"),
    path("hoi-nghi/ket-luan/<int:conclusion_id>/lam-tiep/", conclusions.return_conclusion, name="return_conclusion"),
    path("hoi-nghi/ket-luan/<int:conclusion_id>/xong/", conclusions.close_conclusion, name="close_conclusion"),
    path("hoi-nghi/<int:conference_id>/thong-cao/", conclusions.view_press_note, name="view_press_note"),
    path("hoi-nghi/<int:conference_id>/thong-cao/sua/", conclusions.edit_press_note, name="edit_press_note"),
]

"""Addresses of log-in, people and the trail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path

from khuyencong.accounts import views
from khuyencong.accounts.guards import acts, public
from khuyencong.accounts.rules.policy import Action

own = acts(Action.VIEW_OWN_ACCOUNT)

people: list[URLPattern | URLResolver] = [
    path("viec/", views.view_tasks, name="view_tasks"),
    path("tai-khoan/", views.view_own_account, name="view_own_account"),
    path("nguoi-dung/", views.view_people, name="view_people"),
    path("nguoi-dung/moi/", views.create_person, name="create_person"),
    path("nguoi-dung/<int:person_id>/", views.view_person, name="view_person"),
    path("nguoi-dung/<int:person_id>/giao-vai-tro/", views.grant_role, name="grant_role"),
    path("nguoi-dung/<int:person_id>/thoi-vai-tro/<int:grant_id>/", views.end_role, name="end_role"),
    path("nguoi-dung/<int:person_id>/khoa/", views.disable_person, name="disable_person"),
    path("nguoi-dung/<int:person_id>/cham-dut-phien/", views.end_sessions, name="end_sessions"),
    path("nguoi-dung/<int:person_id>/dat-lai-mat-khau/", views.reset_password, name="reset_password"),
    path("nguoi-dung/<int:person_id>/xoa-du-lieu/", views.erase_personal_data, name="erase_personal_data"),
    path("nhat-ky/", views.view_audit, name="view_audit"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((people, "accounts"))),
    path("dang-nhap/", public(account.login), name="account_login"),
    path("dang-xuat/", own(account.logout), name="account_logout"),
    path("dang-ky/", public(views.sign_up_closed), name="account_signup"),
    path("quen-mat-khau/", public(views.password_help), name="account_reset_password"),
    path("khong-hoat-dong/", public(account.account_inactive), name="account_inactive"),
    path("tai-khoan/mat-khau/", own(account.password_change), name="account_change_password"),
    path("tai-khoan/mat-khau-dau/", own(views.first_password), name="account_set_password"),
    path("tai-khoan/thu-dien-tu/", own(views.own_email), name="account_email"),
    path("tai-khoan/xac-nhan-lai/", own(account.reauthenticate), name="account_reauthenticate"),
    path("hai-buoc/", public(mfa.authenticate), name="mfa_authenticate"),
    path("tai-khoan/hai-buoc/", own(mfa.index), name="mfa_index"),
    path("tai-khoan/hai-buoc/xac-nhan/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("tai-khoan/hai-buoc/bat/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/ma-du-phong/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/moi/", own(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/tai/", own(recovery.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
]

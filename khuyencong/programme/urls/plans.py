"""Addresses: programmes, yearly plans, assigned money."""

from django.urls import URLPattern, path

from khuyencong.programme.views.plans import dashboard, money, plans, programmes

urlpatterns: list[URLPattern] = [
    path("chuong-trinh/", programmes.view_programmes, name="view_programmes"),
    path("chuong-trinh/moi/", programmes.open_programme, name="open_programme"),
    path("chuong-trinh/<int:programme_id>/", programmes.view_programme, name="view_programme"),
    path("chuong-trinh/<int:programme_id>/sua/", programmes.edit_programme, name="edit_programme"),
    path("chuong-trinh/<int:programme_id>/phe-duyet/", programmes.approve_programme, name="approve_programme"),
    path("chuong-trinh/<int:programme_id>/ket-thuc/", programmes.end_programme, name="end_programme"),
    path("ke-hoach/", plans.view_plans, name="view_plans"),
    path("ke-hoach/moi/", plans.open_plan, name="open_plan"),
    path("ke-hoach/<int:plan_id>/", dashboard.view_plan, name="view_plan"),
    path("ke-hoach/<int:plan_id>/so-sanh/", plans.view_plan_changes, name="view_plan_changes"),
    path("ke-hoach/<int:plan_id>/dieu-chinh/", plans.adjust_plan, name="adjust_plan"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/", money.view_assignments, name="view_assignments"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/dot-moi/", money.assign_money, name="assign_money"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/chuyen-dong/", money.move_money, name="move_money"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/rut/", money.withdraw_money, name="withdraw_money"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/huy/", money.cancel_money, name="cancel_money"),
    path("ke-hoach/<int:plan_id>/giao-kinh-phi/chuyen-nguon/", money.carry_over_money, name="carry_over_money"),
    path("ke-hoach/<int:plan_id>/khoa-so/", money.lock_plan_year, name="lock_plan_year"),
    path("ke-hoach/ban/<int:version_id>/", plans.view_plan_version, name="view_plan_version"),
    path("ke-hoach/ban/<int:version_id>/sua/", plans.edit_plan, name="edit_plan"),
    path("ke-hoach/ban/<int:version_id>/trinh/", plans.submit_plan, name="submit_plan"),
    path("ke-hoach/ban/<int:version_id>/tra-lai/", plans.return_plan, name="return_plan"),
    path("ke-hoach/ban/<int:version_id>/phe-duyet/", plans.approve_plan, name="approve_plan"),
    path("ke-hoach/ban/<int:version_id>/khong-duyet/", plans.reject_plan, name="reject_plan"),
]

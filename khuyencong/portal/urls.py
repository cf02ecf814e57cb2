"""Public addresses: results, catalogue, accessibility, language; and the gallery of the kit for administrators."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from khuyencong.accounts.guards import acts, public
from khuyencong.accounts.rules.policy import Action
from khuyencong.portal import views
from khuyencong.ui.gallery import view_gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("ket-qua/", views.view_results, name="view_results"),
    path("ket-qua/<str:code>/", views.view_result, name="view_result"),
    path("san-pham-tieu-bieu/", views.view_catalogue, name="view_catalogue"),
    path("san-pham-tieu-bieu/<int:product_id>/", views.view_award, name="view_award"),
    path("san-pham-tieu-bieu/<int:product_id>/anh/<int:photo_id>/", views.view_award_photo, name="view_award_photo"),
    path("tiep-can/", views.accessibility, name="accessibility"),
    path("ngon-ngu/", public(set_language), name="set_language"),
    path("thu-vien-giao-dien/", acts(Action.VIEW_GALLERY)(view_gallery), name="view_gallery"),
]

"""Public addresses: results, catalogue, accessibility, language; and the gallery of the kit for administrators."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from khuyencong.accounts.guards import acts, public
from khuyencong.accounts.rules.policy import Action
from khuyencong.portal import views
from khuyencong.portal.views import catalogue, desk, feeds, news, pages, plans, showcase
from khuyencong.portal.views.api.interface import addresses
from khuyencong.portal.views.api.page import view_api
from khuyencong.ui.gallery import view_gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("ket-qua/", views.view_results, name="view_results"),
    path("ket-qua/<str:code>/", views.view_result, name="view_result"),
    path("san-pham-tieu-bieu/", views.view_catalogue, name="view_catalogue"),
    path("san-pham-tieu-bieu/<int:product_id>/", views.view_award, name="view_award"),
    path("san-pham-tieu-bieu/<int:product_id>/anh/<int:photo_id>/", views.view_award_photo, name="view_award_photo"),
    path("du-lieu-mo/", views.view_open_data, name="view_open_data"),
    path("du-lieu-mo/giao-dien/", view_api, name="view_api"),
    path("du-lieu-mo/<str:name>", views.view_open_data_file, name="view_open_data_file"),
    *addresses(),
    path("san-pham-tieu-bieu/theo-xa/", catalogue.view_map, name="view_map"),
    path("noi-lam-ra/<int:maker_id>/", catalogue.view_maker, name="view_maker"),
    path("dang-nhan-ho-so/", pages.view_calls, name="view_calls"),
    path("dang-nhan-ho-so/lich.ics", feeds.calls_calendar, name="calls_calendar"),
    path("cong-khai/", plans.view_public_plans, name="view_public_plans"),
    path("cong-khai/chuong-trinh/<int:programme_id>/", plans.view_public_programme, name="view_public_programme"),
    path("cong-khai/ke-hoach/<int:plan_id>/", plans.view_public_plan, name="view_public_plan"),
    path("tin-tuc/", news.view_news_list, name="view_news_list"),
    path("tin-tuc/atom.xml", news.news_feed, name="news_feed"),
    path("tin-tuc/<slug:slug>/", news.view_news, name="view_news"),
    path("tin-tuc/<slug:slug>/anh/<int:photo_id>/", news.view_news_photo, name="view_news_photo"),
    path("ket-qua.atom.xml", feeds.results_feed, name="results_feed"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<str:section>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("gioi-thieu/", pages.about, name="about"),
    path("bien-tap/tin/", desk.edit_news_list, name="edit_news_list"),
    path("bien-tap/tin/moi/", desk.write_news, name="write_news"),
    path("bien-tap/tin/<int:news_id>/", desk.open_news, name="edit_news"),
    path("bien-tap/tin/<int:news_id>/sua/", desk.save_news, name="save_news"),
    path("bien-tap/tin/<int:news_id>/anh/", desk.add_news_photo, name="add_news_photo"),
    path("bien-tap/tin/<int:news_id>/anh/<int:photo_id>/bo/", desk.withdraw_news_photo, name="withdraw_news_photo"),
    path("bien-tap/tin/<int:news_id>/dang/", desk.publish_news, name="publish_news"),
    path("bien-tap/tin/<int:news_id>/go/", desk.withdraw_news, name="withdraw_news"),
    path("bien-tap/co-so/", showcase.view_showcase, name="view_showcase"),
    path("bien-tap/co-so/<int:establishment_id>/", showcase.edit_showcase, name="edit_showcase"),
    path("bien-tap/co-so/<int:establishment_id>/lien-he/", showcase.publish_contact, name="publish_contact"),
    path("bien-tap/co-so/<int:establishment_id>/lien-he/rut/", showcase.withdraw_contact, name="withdraw_contact"),
    path("bien-tap/san-pham/<int:product_id>/tieng-anh/", showcase.translate_product, name="translate_product"),
    path("tiep-can/", views.accessibility, name="accessibility"),
    path("ngon-ngu/", public(csrf_exempt(set_language)), name="set_language"),
    path("thu-vien-giao-dien/", acts(Action.VIEW_GALLERY)(view_gallery), name="view_gallery"),
]

"""Addresses of establishments, products, duplicates and places."""

from django.urls import path

from khuyencong.registry.views import duplicates, establishments, files, places, products

app_name = "registry"
_ONE = "co-so/<int:establishment_id>/"
_PRODUCT = "san-pham/<int:product_id>/"

urlpatterns = [
    path("co-so/", establishments.view_establishments, name="view_establishments"),
    path("co-so/moi/", establishments.register_establishment, name="register_establishment"),
    path("co-so/trung-nhau/", duplicates.view_duplicates, name="view_duplicates"),
    path(_ONE, establishments.view_establishment, name="view_establishment"),
    path(f"{_ONE}sua/", establishments.edit_establishment, name="edit_establishment"),
    path(f"{_ONE}san-pham-moi/", products.register_product, name="register_product"),
    path(f"{_ONE}tep/", files.attach_to_establishment, name="attach_to_establishment"),
    path(f"{_ONE}tep/<int:attachment_id>/rut/", files.withdraw_from_establishment, name="withdraw_from_establishment"),
    path(f"{_ONE}gop/<int:other_id>/", duplicates.merge_establishments, name="merge_establishments"),
    path(f"{_ONE}khac/<int:other_id>/", duplicates.mark_distinct, name="mark_distinct"),
    path(f"{_ONE}tai-khoan/", establishments.link_applicant, name="link_applicant"),
    path("co-so/lan-gop/<int:merge_id>/tach/", duplicates.undo_merge, name="undo_merge"),
    path("san-pham/", products.view_products, name="view_products"),
    path(_PRODUCT, products.view_product, name="view_product"),
    path(f"{_PRODUCT}sua/", products.edit_product, name="edit_product"),
    path(f"{_PRODUCT}tep/", files.attach_to_product, name="attach_to_product"),
    path(f"{_PRODUCT}tep/<int:attachment_id>/rut/", files.withdraw_from_product, name="withdraw_from_product"),
    path("dia-danh/", places.view_places, name="view_places"),
]

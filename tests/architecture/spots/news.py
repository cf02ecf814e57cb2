"""What stands behind the addresses of: news."""

from khuyencong.portal.actions.news import add_news_photo, publish_news, write_news
from khuyencong.programme.models import Plan, PlanVersion, Programme
from khuyencong.registry.models import Product
from tests.architecture.spot import Spot
from tests.factories.news import news_facts
from tests.factories.pictures import drawn, jpeg


def add(world, cast, at):
    """Make published news with a photograph; show the plan, the programme and the maker that the world has."""
    item = write_news(actor=cast.chuyenvien, office=cast.office(), facts=news_facts(), at=at)
    picture = add_news_photo(
        actor=cast.chuyenvien, item=item, data=jpeg(drawn(6)), name="a.jpg", words="Ảnh mẫu", at=at
    )
    publish_news(actor=cast.thuky, item=item, at=at)
    product = Product.objects.filter(certificates__state="issued").select_related("establishment").first()
    plan, programme = Plan.objects.get(), Programme.objects.get()
    PlanVersion.objects.filter(plan=plan).update(state="approved", decision_number="1/QĐ", decision_on=at.date())
    Programme.objects.filter(pk=programme.pk).update(state="approved", decision_number="1/QĐ", decision_on=at.date())
    maker = product.establishment
    world.spots += [
        Spot("tin-tuc/", {"slug": item.slug, "photo_id": picture.pk}),
        Spot("bien-tap/tin/", {"news_id": item.pk, "photo_id": picture.pk}, item),
        Spot("bien-tap/co-so/", {"establishment_id": maker.pk}, maker),
        Spot("bien-tap/san-pham/", {"product_id": product.pk}, product),
        Spot("noi-lam-ra/", {"maker_id": maker.pk}),
        Spot("cong-khai/chuong-trinh/", {"programme_id": programme.pk}),
        Spot("cong-khai/ke-hoach/", {"plan_id": plan.pk}),
        Spot("sitemap-", {"section": "tin"}),
    ]

"""The places that ship with the product, present after ``migrate``; the same action may be run again at any time."""

from django.db import migrations

from khuyencong.registry.actions.places import PlaceModels, load_places


def load(apps, _editor):
    names = ("Province", "ProvinceSuccession", "Place", "PlaceSuccession", "PlaceName")
    load_places(PlaceModels(*(apps.get_model("registry", name) for name in names)))


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_search")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]

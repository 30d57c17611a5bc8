"""Every call that is there gets its terms as version 1, under which all its entries stand."""

from django.db import migrations
from django.utils.text import slugify


def write_first_versions(apps, schema_editor):
    """Make version 1 of what stands on each call."""
    call_terms, entries = apps.get_model("entries", "CallTerms"), apps.get_model("entries", "Entry")
    for call in apps.get_model("entries", "Call").objects.select_related("festival"):
        categories = [
            {
                "key": slugify(name)[:40] or f"category-{number}",
                "name": name,
                "about": "",
                "running_time_min_s": None,
                "running_time_max_s": None,
                "completed_after": None,
                "premiere": "",
                "is_student": False,
                "is_first_film": False,
            }
            for number, name in enumerate(call.categories, start=1)
        ]
        terms = {
            "wanted": call.wanted,
            "running_time_min_s": call.running_time_min_s,
            "running_time_max_s": call.running_time_max_s,
            "currency": call.festival.currency,
            "categories_most": 1,
            "categories": categories,
            "tiers": [],
            "questions": [],
            "consents": [],
            "identities": [],
        }
        version = call_terms.objects.create(call=call, number=1, terms=terms)
        entries.objects.filter(call=call, terms=None).update(terms=version)


class Migration(migrations.Migration):
    dependencies = [("entries", "0004_call_terms")]
    operations = [migrations.RunPython(write_first_versions, migrations.RunPython.noop)]

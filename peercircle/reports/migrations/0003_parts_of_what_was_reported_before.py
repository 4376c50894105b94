from django.db import migrations


def enter(apps, schema_editor):
    """Of periods that were reported earlier, the whole and the municipalities are known."""
    Figure, Part = apps.get_model("reports", "Figure"), apps.get_model("reports", "Part")
    rows = Figure.objects.filter(measure__in=["people", "attendances"])
    found = {}
    for figure in rows.select_related("municipality"):
        place = figure.municipality.code if figure.municipality else ""
        part = found.setdefault((figure.period_id, place), {"people": 0, "attendances": 0, "is_hidden": False})
        part[figure.measure] = figure.value
        part["is_hidden"] |= figure.is_hidden
    for (period, place), said in found.items():
        Part.objects.get_or_create(
            period_id=period, dimension="municipality" if place else "", word=place, defaults=said
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_what_a_report_told_of_its_parts")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=True)]

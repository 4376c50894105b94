"""Needs from before stand where they stood since they were raised, and came from a meeting's talk."""

from django.db import migrations, models


def date_them(apps, schema_editor):
    needs = apps.get_model("needs", "Need").objects.all()
    needs.filter(state="raised").update(state_since=models.F("raised_at"))
    needs.exclude(meeting=None).update(origin="talk")


class Migration(migrations.Migration):
    dependencies = [("needs", "0002_what_becomes_of_needs")]

    operations = [migrations.RunPython(date_them, migrations.RunPython.noop)]

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce


def tell_from_times(apps, _editor):
    """What was written down before these columns were there is told from its times."""
    Absence, Attendance, Move = (apps.get_model("meetings", name) for name in ("Absence", "Attendance", "Move"))
    moves = Move.objects.filter(meeting=OuterRef("meeting"))

    def latest_by(when):
        found = moves.filter(at__lte=OuterRef(when)).order_by().values("meeting").annotate(latest=Max("number"))
        return Coalesce(Subquery(found.values("latest")), 0)

    Attendance.objects.update(joined_at_move=latest_by("joined_at"))
    gone = Attendance.objects.filter(left_at__isnull=False).annotate(left_at_move=latest_by("left_at"))
    Absence.objects.bulk_create(
        Absence(attendance_id=pk, from_move=number) for pk, number in gone.values_list("pk", "left_at_move").iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_published_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="joined_at_move",
            field=models.PositiveIntegerField(default=0, help_text="the latest move of the meeting by then"),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_move", models.PositiveIntegerField(help_text="the latest move when they left")),
                (
                    "to_move",
                    models.PositiveIntegerField(
                        help_text="the latest one when they came back; empty = still away", null=True
                    ),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_move", None)), fields=("attendance",), name="away_once_at_a_time"
                    )
                ],
            },
        ),
        migrations.RunPython(tell_from_times, migrations.RunPython.noop, elidable=True),
    ]

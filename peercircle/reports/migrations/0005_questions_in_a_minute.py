from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_programs_that_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="integration",
            name="minute_began_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="integration",
            name="questions",
            field=models.PositiveIntegerField(default=0, help_text="in the minute that began then"),
        ),
    ]

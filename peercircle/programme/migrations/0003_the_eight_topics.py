"""The topics of the first programme, with which every installation begins."""

from django.db import migrations

TOPICS = [
    (
        "Menaxhimi i stresit dhe kujdesi për vetveten",
        "Суочавање са стресом и брига о себи",
        "Stress management and self-care for teachers",
        "Stressbewältigung und Selbstfürsorge für Lehrkräfte",
    ),
    (
        "Roli i mësimdhënësit në mbështetjen psikosociale",
        "Улога наставника у психосоцијалној подршци",
        "The teacher's role in psychosocial support",
        "Die Rolle der Lehrkraft in der psychosozialen Unterstützung",
    ),
    (
        "Komunikimi mes nxënësve, prindërve dhe mësimdhënësve",
        "Комуникација између ученика, родитеља и наставника",
        "Communication between pupils, parents and teachers",
        "Kommunikation zwischen Kindern, Eltern und Lehrkräften",
    ),
    (
        "Sjelljet përçarëse",
        "Ометајуће понашање",
        "Disruptive behaviour",
        "Störendes Verhalten",
    ),
    (
        "Zgjidhja e konflikteve",
        "Решавање сукоба",
        "Conflict resolution",
        "Konfliktlösung",
    ),
    (
        "Braktisja e shkollës",
        "Напуштање школе",
        "School drop-out",
        "Schulabbruch",
    ),
    (
        "Bullizmi dhe diskriminimi",
        "Вршњачко насиље и дискриминација",
        "Bullying and discrimination",
        "Mobbing und Diskriminierung",
    ),
    (
        "Menaxhimi i rasteve",
        "Вођење случаја",
        "Case management",
        "Fallmanagement",
    ),
]


def enter(apps, schema_editor):
    topic = apps.get_model("programme", "Topic")
    for position, (name_sq, name_sr, name_en, name_de) in enumerate(TOPICS, start=1):
        names = {"name_sq": name_sq, "name_sr": name_sr, "name_de": name_de, "position": position}
        topic.objects.get_or_create(name_en=name_en, defaults=names)


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_sessions_visits_candidates")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

"""The municipalities of Kosovo, with the names under which people look for them.

Codes are the statistics agency's numbers. The search texts are what kit.folding made of both names and
of the other names in use (Drenas for Gllogoc, Prishtina for Prishtinë); they stand here ready so that this file needs no code.
"""

from django.db import migrations

MUNICIPALITIES = [
    ("XK-01", "Deçan", "Dečani", "decan decani"),
    ("XK-02", "Gjakovë", "Đakovica", "gjakove dakovica gjakova"),
    ("XK-03", "Gllogoc", "Glogovac", "gllogoc glogovac drenas"),
    ("XK-04", "Gjilan", "Gnjilane", "gjilan gnjilane"),
    ("XK-05", "Dragash", "Dragaš", "dragash dragas sharr"),
    ("XK-06", "Istog", "Istok", "istog istok burim"),
    ("XK-07", "Kaçanik", "Kačanik", "kacanik"),
    ("XK-08", "Klinë", "Klina", "kline klina"),
    ("XK-09", "Fushë Kosovë", "Kosovo Polje", "fushe kosove kosovo polje fushe kosova"),
    ("XK-10", "Kamenicë", "Kamenica", "kamenice kamenica kosovska kamenica dardane"),
    ("XK-11", "Mitrovicë", "Južna Mitrovica", "mitrovice juzna mitrovica mitrovica mitrovica e jugut kosovska mitrovica"),
    ("XK-12", "Leposaviq", "Leposavić", "leposaviq leposavic"),
    ("XK-13", "Lipjan", "Lipljan", "lipjan lipljan"),
    ("XK-14", "Novobërdë", "Novo Brdo", "novoberde novo brdo novoberda artane"),
    ("XK-15", "Obiliq", "Obilić", "obiliq obilic kastriot"),
    ("XK-16", "Rahovec", "Orahovac", "rahovec orahovac"),
    ("XK-17", "Pejë", "Peć", "peje pec peja"),
    ("XK-18", "Podujevë", "Podujevo", "podujeve podujevo podujeva besiane"),
    ("XK-19", "Prishtinë", "Priština", "prishtine pristina prishtina"),
    ("XK-20", "Prizren", "Prizren", "prizren"),
    ("XK-21", "Skenderaj", "Srbica", "skenderaj srbica"),
    ("XK-22", "Shtime", "Štimlje", "shtime stimlje"),
    ("XK-23", "Shtërpcë", "Štrpce", "shterpce strpce shterpca"),
    ("XK-24", "Suharekë", "Suva Reka", "suhareke suva reka suhareka therande"),
    ("XK-25", "Ferizaj", "Uroševac", "ferizaj urosevac"),
    ("XK-26", "Viti", "Vitina", "viti vitina"),
    ("XK-27", "Vushtrri", "Vučitrn", "vushtrri vucitrn"),
    ("XK-28", "Zubin Potok", "Zubin Potok", "zubin potok"),
    ("XK-29", "Zveçan", "Zvečan", "zvecan"),
    ("XK-30", "Malishevë", "Mališevo", "malisheve malisevo malisheva"),
    ("XK-31", "Hani i Elezit", "Elez Han", "hani i elezit elez han deneral jankovic"),
    ("XK-32", "Mamushë", "Mamuša", "mamushe mamusa mamusha"),
    ("XK-33", "Junik", "Junik", "junik"),
    ("XK-34", "Kllokot", "Klokot", "kllokot klokot kllokot verboc klokot vrbovac"),
    ("XK-35", "Graçanicë", "Gračanica", "gracanice gracanica"),
    ("XK-36", "Ranillug", "Ranilug", "ranillug ranilug"),
    ("XK-37", "Partesh", "Parteš", "partesh partes"),
    ("XK-38", "Mitrovica e Veriut", "Severna Mitrovica", "mitrovica e veriut severna mitrovica"),
]


def enter(apps, schema_editor):
    municipality = apps.get_model("places", "Municipality")
    for code, name_sq, name_sr, search_text in MUNICIPALITIES:
        municipality.objects.update_or_create(
            code=code, defaults={"name_sq": name_sq, "name_sr": name_sr, "search_text": search_text}
        )


class Migration(migrations.Migration):
    dependencies = [("places", "0001_municipalities_and_sites")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

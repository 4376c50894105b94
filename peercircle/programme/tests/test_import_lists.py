"""Lists that name more than those who came: totals, remarks, signatures, and everybody who was invited."""

import pytest

from peercircle.programme.tests.files import told, troubles


@pytest.mark.parametrize(
    "below",
    [
        "Gjithsej",
        "Ukupno prisutno",
        "Totali: 2",
        "Përgatiti: Zana Gashi",
        "Napomena",
        "Seanca u mbajt në bibliotekën e shkollës",
        "Signature of the trainer",
        "Emri",
    ],
)
def test_what_stands_below_a_register_is_nobody(reach, yesterday, below):
    above = f"Date: {yesterday};;Municipality: Podujevë;;Type: coaching"

    understood = told(
        reach, above, "Nr.;Emri;Mbiemri", "1;Arta;Krasniqi", f";{below};", "2;Besa;Hoxha", kind="coaching"
    )

    assert [(each.given_name, each.row) for each in understood.people] == [("Arta", 3), ("Besa", 5)]
    assert troubles(understood) == [("B4", below, "no-person")]


@pytest.mark.parametrize(
    ("head", "here", "away"),
    [
        ("Present", "yes", "no"),
        ("Prezenca (Po/Jo)", "Po", "Jo"),
        ("Prisutan/na", "da", "ne"),
        ("Присутан", "Да", "Не"),
        ("Anwesend", "x", ""),
        ("Presence", "1", "0"),
        ("I pranishëm", "✓", "-"),
    ],
)
def test_who_was_invited_and_did_not_come_is_not_counted(reach, yesterday, head, here, away):
    head = f"Emri;Mbiemri;Data;Komuna;{head}"
    rows = [f"Arta;Krasniqi;{yesterday};Podujevë;{here}", f"Besa;Hoxha;{yesterday};Podujevë;{away}"]

    understood = told(reach, head, *rows, kind="coaching")

    assert [person.given_name for _session, person in understood.attendances] == ["Arta"]
    assert troubles(understood) == [("E3", away, "absent")]
    assert understood.left_out == 0


def test_a_mark_that_nobody_understands_counts_nobody(reach, yesterday):
    understood = told(
        reach,
        "Emri;Data;Komuna;Prezent",
        f"Arta;{yesterday};Podujevë;x",
        f"Besa;{yesterday};Podujevë;?",
        kind="coaching",
    )

    assert troubles(understood) == [("D3", "?", "no-presence")]
    assert (len(understood.attendances), understood.left_out) == (1, 1)


def test_where_nobody_is_marked_all_were_there(reach, yesterday):
    understood = told(reach, "Emri;Data;Komuna;Prezent", f"Arta;{yesterday};Podujevë;", kind="coaching")

    assert (troubles(understood), len(understood.attendances)) == ([], 1)


def test_a_session_to_which_none_of_the_invited_came_is_none(reach, yesterday):
    understood = told(reach, "Emri;Data;Komuna;Prezent", f"Arta;{yesterday};Podujevë;jo", kind="coaching")

    assert (understood.sessions, understood.people) == ([], [])

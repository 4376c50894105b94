"""Putting needs in order together: those who look after all of these groups, nobody else."""

from uuid import UUID

import pytest
from django.urls import reverse

from peercircle.needs.actions import prioritising, raise_need
from peercircle.needs.models import Mark, Need, Ranking
from peercircle.programme import board
from peercircle.programme.tests.test_home import found

ID = UUID(int=900)


@pytest.fixture
def needs(group, site, now):
    asking = [group, found("Dritarja", site)]
    return [raise_need(by, text, id=UUID(int=ord(text)), now=now) for by, text in zip(asking, "ab", strict=True)]


@pytest.fixture
def ranking(needs, manager, now):
    return prioritising.open_ranking(needs, "urgency", id=ID, by=manager, people=2, now=now)


def url(door, *args):
    return reverse(f"programme:{door}", args=args)


WHO = pytest.mark.parametrize(
    ("who", "status"), [("expert", 200), ("manager", 200), ("colleague_of_another_team", 404), ("member", 404)]
)


@pytest.mark.parametrize(("who", "status"), [("expert", 302), ("manager", 302), ("member", 404), ("stranger", 404)])
def test_who_begins(request, visit, team, manager, needs, who, status):
    post = {"id": ID, "method": "dots", "needs": [need.pk for need in needs]}

    for _again in range(2):
        response = visit(request.getfixturevalue(who), url("ranking-new"), post=post)

    assert response.status_code == status
    assert list(Ranking.objects.values_list("method", "dots")) == ([("dots", 1)] if status == 302 else [])


def test_an_expert_does_not_rank_what_is_not_his(visit, colleague_of_another_team, other_team, needs):
    post = {"id": ID, "method": "dots", "needs": [need.pk for need in needs]}

    assert visit(colleague_of_another_team, url("ranking-new"), post=post).status_code == 422
    assert not Ranking.objects.exists()


@WHO
def test_who_votes(request, visit, team, other_team, ranking, who, status):
    person = request.getfixturevalue(who)
    first, second = ranking.ranked.all()
    post = {f"{first.pk}-0": 2, f"{first.pk}-1": 3, f"{second.pk}-0": "", f"{second.pk}-1": ""}

    assert visit(person, url("ranking", ID)).status_code == status
    visit(person, url("ranking", ID), post=post)

    assert [mark.numbers for mark in Mark.objects.all()] == ([(2, 3)] if status == 200 else [])


@WHO
@pytest.mark.parametrize("door", ["ranking-close", "ranking-call-off"])
def test_who_ends_it(request, visit, team, other_team, ranking, manager, who, status, door):
    prioritising.vote(ranking, manager, {ranking.ranked.first().pk: (3, 3)})

    response = visit(request.getfixturevalue(who), url(door, ID), post={})

    is_running = Ranking.objects.filter(closed_at=None).exists()
    assert response.status_code == (302 if status == 200 else status)
    assert is_running == (status != 200)


def test_a_vote_is_shown_to_its_voter_only(visit, team, expert, manager, ranking):
    prioritising.vote(ranking, manager, {ranking.ranked.first().pk: (3, 1)})

    assert "selected" in visit(manager, url("ranking", ID)).content.decode()
    page = visit(expert, url("ranking", ID)).content.decode()
    assert 'value="3" selected' not in page
    assert "1 person has voted." in page


def test_half_an_answer_is_refused(visit, manager, ranking):
    first = ranking.ranked.first()

    response = visit(manager, url("ranking", ID), post={f"{first.pk}-0": 2})

    assert (response.status_code, Mark.objects.count()) == (422, 0)
    assert "Please answer all questions of a need, or none." in response.content.decode()
    assert 'value="2" selected' in response.content.decode()


def test_the_result_orders_the_board(visit, team, manager, needs, ranking, now):
    later = ranking.ranked.get(need=needs[1])
    prioritising.vote(ranking, manager, {later.pk: (3, 3)})
    prioritising.close_ranking(ranking, by=manager, now=now)

    page = visit(manager, url("ranking", ID)).content.decode()
    assert page.index(">b<") < page.index(">a<")
    on_board = visit(manager, url("needs")).context["piles"]
    assert [asked.need.text for asked in on_board] == ["b", "a"]


def test_an_open_ranking_is_offered_on_the_board(visit, team, expert, ranking):
    assert url("ranking", ID) in visit(expert, url("needs")).content.decode()


def test_those_who_look_after_all_groups_may_rank(needs, team, other_team, expert, manager, site_elsewhere, now):
    assert set(board.who_may_rank(needs)) == {expert, manager}

    far = raise_need(found("Ura", site_elsewhere), "c", id=UUID(int=9), now=now)
    assert set(board.who_may_rank([*needs, far])) == {manager}
    assert Need.objects.count() == 3

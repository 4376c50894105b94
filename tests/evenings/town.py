"""The demo as a town to walk through, with the people and things that every page needs to be seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.activities.case_consultation.actions import own_protocols, trios
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols.shipped import SCHOOL
from peercircle.activities.next_date import access as next_date
from peercircle.activities.next_date.models import Agreement
from peercircle.activities.world_cafe.actions import notes, patterns
from peercircle.activities.world_cafe.models import Pattern, TableNote
from peercircle.groups.actions import founding, inviting
from peercircle.groups.models import Group, Membership
from peercircle.meetings import personal_links
from peercircle.meetings.actions import joining, leading, planning, publishing
from peercircle.meetings.actions.minutes import edition
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, Minutes, RoleTurn
from peercircle.needs.actions import prioritising, raise_need
from peercircle.needs.models import Need
from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.actions import arrivals, attendance, candidates, uploads, visit_notes
from peercircle.programme.actions import founding as new_groups
from peercircle.programme.actions import visits as routing
from peercircle.programme.demo import accounts, loading
from peercircle.programme.models import Programme, Session, SessionAttendance, Topic, Upload
from peercircle.reports import actions as reporting
from peercircle.safeguarding.actions import confirm_contact
from tests.cast import client_of
from tests.whole_house import last_word


class Town:
    """`clients`: who walks, signed in. `named`: what stands in an address, by a word."""

    def __init__(self, now: dt.datetime) -> None:
        loading.load(localdate(now))
        # Everybody reads the language of the browser.
        Person.objects.update(language="")
        self.now = now
        self.clients = {"nobody": Client(), **{account.key: _account(account.key) for account in accounts.ACCOUNTS}}
        self.named: dict[str, object] = {}
        self._group_that_meets_now()
        self._group_with_a_past()
        self._group_without_members()
        self._rankings()
        self._ways_of_consulting()
        self._sessions()
        self._founding()
        self._visits()
        self._reports()
        self._ways_in()
        self._numbers()
        self._files()

    def _group_that_meets_now(self) -> None:
        """ "I'm here" sits together, and has planned a meeting for later. Its names are long ones."""
        group = Group.objects.get(name="I'm here")
        Group.objects.filter(pk=group.pk).update(name="Jugendpsychotherapiegesprächskreisleitung Podujevë/Podujevo")
        Person.objects.filter(memberships__group=group).update(family_name="Đorđević-Stanojković-Karađorđević")
        members = {each.person.email: each for each in group.memberships.select_related("person")}
        leader, member = members[accounts.FACILITATOR.email], members[accounts.MEMBER.email]
        later = planning.plan_meeting(
            group, "first", starts_at=self.now + dt.timedelta(days=60), by=leader, now=self.now, rng=Random(1)
        )
        open_now = group.meetings.exclude(pk=later.pk).get()
        opener = leading.open_meeting(open_now, by=leader, now=self.now)
        for each in members.values():
            joining.join(open_now, each, now=self.now)
        items = {item.kind: item for item in later.items.all()}
        note, pattern = self._words_at_a_table(opener)
        self.named |= {
            "group": group.pk,
            "live": open_now.pk,
            "code": open_now.code,
            "link": personal_links.token(open_now, member),
            "live-café": note.table.cafe.item_id,
            "live-table": note.table_id,
            "live-note": note.pk,
            "live-pattern": pattern.pk,
            "live-trios": self._trios(opener),
            "planned": later.pk,
            "icebreaker": items["icebreaker"].pk,
            "talk": items["talk"].pk,
            "vote": items["prioritise"].pk,
            "café": items["world_cafe"].pk,
            "table": items["world_cafe"].cafe.tables.first().pk,
        }

    def _words_at_a_table(self, me: Attendance) -> tuple[TableNote, Pattern]:
        cafe = me.meeting.items.get(kind="world_cafe").cafe
        words = ("Rregulla që i bëjmë bashkë me nxënësit", "Šđčćž" * 55)
        written = [notes.write_note(cafe.tables.first(), me, text, id=uuid4(), now=self.now) for text in words]
        pattern = patterns.name_pattern(cafe, me, "Razgovorprijenegoštopostaneteško", id=uuid4(), now=self.now)
        patterns.link_note(pattern, written[0], me, belongs=True)
        return written[0], pattern

    def _trios(self, me: Attendance) -> int:
        """At the end of the agenda the group is to sit in trios."""
        item = AgendaItem.objects.create(meeting=me.meeting, position=99, kind="case_consultation", minutes=30)
        Consultation.objects.create(item=item, protocol="troika")
        trios.settle(item, "turn-1-think", rng=Random(1))
        return item.pk

    def _group_with_a_past(self) -> None:
        """ "Ura" has met for a year. Its last minutes are still a draft, and somebody has left."""
        group = Group.objects.get(name="Ura")
        contact, *others = group.memberships.order_by("-is_contact", "pk")
        last = group.meetings.filter(phase=Meeting.Phase.CLOSED).first()
        Minutes.objects.get(meeting=last).approvals.all().delete()
        Minutes.objects.filter(meeting=last).update(locked_at=None)
        Attendance.objects.get_or_create(meeting=last, membership=contact, defaults={"joined_at": last.opened_at})
        RoleTurn.objects.filter(meeting=last, role=RoleTurn.Role.SCRIBE).update(membership=contact)
        following = group.meetings.get(phase=Meeting.Phase.PLANNED)
        agreement = Agreement.objects.create(
            item=last.items.get(kind="next_date"), meeting=following, agreed_at=last.closed_at
        )
        Membership.objects.filter(pk=others[-1].pk).update(ended_on=localdate(self.now))
        invitation = inviting.invite(group, by=contact.person, now=self.now)
        self.clients["elder"] = client_of(contact)
        self._published(group, contact)
        self.named |= {
            "old-group": group.pk,
            "old-planned": following.pk,
            "need": group.needs.first().pk,
            "open-need": self._need_of_today(group),
            "draft": last.pk,
            "section": last.minutes.sections.first().pk,
            "approved": group.meetings.filter(phase=Meeting.Phase.CLOSED)[1].pk,
            "invitation": last_word(invitation),
            "answer": last_word(next_date.answer_link(agreement, others[0])),
            "consultation": self._consultation(last, contact),
            "consultation-elsewhere": self._consultation(group.meetings.filter(phase="closed")[2], others[0]),
        }
        Attendance.objects.filter(meeting__items=self.named["consultation-elsewhere"], membership=contact).delete()

    def _consultation(self, meeting: Meeting, case_giver: Membership) -> int:
        """It was the last step of a meeting, with long words in everything that stays."""
        item = AgendaItem.objects.create(
            meeting=meeting, position=98, kind="case_consultation", minutes=50, actual_minutes=47
        )
        long = "Šđčćž " * 30 + "Psychosozialeunterstützungsgruppenleiterfortbildung"
        words = {"key_question": long, "first_step": long, "verdict": "partly", "verdict_note": long}
        consultation = Consultation.objects.create(
            item=item, protocol="tietze", topic="Psychosozialeunterstützung Šđčćž", case_giver=case_giver, **words
        )
        for number, name in enumerate(["Choosing the case", "Konsultativgesprächsphasenbezeichnung"], start=1):
            consultation.ideas.create(number=number, text=long)
            consultation.step_times.create(position=number, name=name, seconds=number * 250)
        return item.pk

    def _published(self, group: Group, contact: Membership) -> None:
        """A text that the head of the school reads."""
        minutes = Minutes.objects.exclude(locked_at=None).filter(meeting__group=group).order_by("meeting__starts_at")[0]
        seen = edition(list(minutes.sections.all()))
        publishing.publish_minutes(minutes, seen=seen, by=contact, now=self.now)
        where = {"programme_role": "director", "director_of": group.sites.first()}
        head = Person.objects.create_person("Nazmije", "Đorđević-Stanojković", email="head@school.example", **where)
        self.clients["head"] = client_of(head)
        self.named["published"] = minutes.meeting_id

    def _rankings(self) -> None:
        manager = Person.objects.get(email=accounts.MANAGER.email)
        waiting = Need.objects.unanswered().filter(merged_into=None)[:4]
        for name, method in [("ranking", "matrix"), ("closed-ranking", "dots")]:
            ranking = prioritising.open_ranking(waiting, method, id=uuid4(), by=manager, people=3, now=self.now)
            self.named[name] = ranking.pk
        prioritising.vote(ranking, manager, {ranking.ranked.first().pk: (2,)})
        prioritising.close_ranking(ranking, by=manager, now=self.now)

    def _need_of_today(self, group: Group) -> UUID:
        words = "Šđčćž " * 40 + "Psychosozialeunterstützungsgruppenleiterfortbildung"
        return raise_need(group, words[:280], id=uuid4(), now=self.now, raised_in="Komunikimi me prindër").pk

    def _ways_of_consulting(self) -> None:
        manager = Person.objects.get(email=accounts.MANAGER.email)
        about = own_protocols.About("Zehnschrittefallberatungsgespräch", "Për raste të rënda", "Š" * 200, 5, 9)
        draft, offered = (
            own_protocols.begin(replace(about, name=name), SCHOOL, by=manager) for name in (about.name, "A")
        )
        own_protocols.offer(offered, now=self.now)
        self.named |= {"own-way": draft.pk, "offered-way": offered.pk, "own-step": draft.steps.first().pk}

    def _group_without_members(self) -> None:
        site = Group.objects.get(name="Ura").sites.first()
        orphan = founding.found_group(
            site, name="Fillim", meaning="", rhythm="monthly", usual_time=dt.time(14), today=localdate(self.now)
        )
        self.named |= {"orphan": orphan.pk, "site": site.pk}

    def _sessions(self) -> None:
        home = Group.objects.get(pk=self.named["group"]).sites.get()
        theirs = Session.objects.filter(team__municipalities=home.municipality)
        held = theirs.held().filter(site=home, kind=Session.Kind.COACHING).first()
        ahead = theirs.filter(state=Session.State.PLANNED).first()
        self.named |= {
            "home-site": home.pk,
            "municipality": home.municipality_id,
            "session": held.pk,
            "coming-session": ahead.pk,
        }
        checking_in = theirs.held().filter(site=home).exclude(pk=held.pk).first()
        Session.objects.filter(pk=checking_in.pk).update(held_on=localdate(self.now))
        attendance.open_check_in(checking_in, now=self.now)
        checking_in.refresh_from_db()
        for number, name in enumerate([("Arta", "Krasniqi"), ("Ljiljana-Aleksandra", "Đorđević-Stanojković" * 3)]):
            said = {"given_name": name[0], "family_name": name[1], "profession": "psychologist"}
            arrivals.arrive(checking_in, id=UUID(int=number), **said, now=self.now)
        self.named |= {"open-session": checking_in.pk, "check-in": checking_in.check_in_code}

    def _founding(self) -> None:
        """Of those who came to the session some were spoken with; at another school a group has just been founded."""
        expert = Person.objects.get(email=accounts.EXPERT.email)
        home = Site.objects.get(pk=self.named["home-site"])
        came = list(Person.objects.filter(session_attendances__session=self.named["session"])[:3])
        said = dict.fromkeys(came, candidates.Said(5, 4, None, is_shortlisted=True))
        candidates.note_candidates(home, said, now=self.now)
        plan = new_groups.Plan(
            "Šđčćž" * 16, "", "monthly", "Ne slušamo.", self.now + dt.timedelta(days=20), "Biblioteka"
        )
        elsewhere = Site.objects.get(pk=self.named["site"])
        group, _addresses = new_groups.found_from_shortlist(
            elsewhere, came, plan, contact=came[0], by=expert, now=self.now, rng=Random(1)
        )
        named = {"name_sq": "Shkolla e re", "name_sr": "Nova škola", "search_text": "shkolla e re nova skola"}
        empty = Site.objects.create(kind=Site.Kind.SCHOOL, municipality=home.municipality, **named)
        self.named |= {"founded-group": group.pk, "empty-site": empty.pk}

    def _visits(self) -> None:
        """Yesterday's note was corrected, another is missing; one of today's four stops was called off."""
        expert, today = Person.objects.get(email=accounts.EXPERT.email), localdate(self.now)
        home = Group.objects.get(pk=self.named["group"])
        near = Group.objects.filter(sites__municipality__expert_teams__members=expert).exclude(pk=home.pk).distinct()
        stops = [home, *near[:2], home.sites.get()]
        was = routing.plan_visit(expert, home, id=uuid4(), visited_on=today - dt.timedelta(days=1))
        words = {"works_well": "Šđčćž " * 30, "is_hard": "Psychosozialeunterstützungsgruppenleiterfortbildung " * 3}
        for agreed in ("A film", "Vesna brings a method for quiet groups"):
            needs, coming = ["Paper for the café's tables"], today + dt.timedelta(days=28)
            said = {"agreed": agreed, "needs": needs, "next_visit_on": coming, "visited_on": was.visited_on, **words}
            visit_notes.write_note(was, **said, by=expert, now=self.now)
        routing.plan_visit(expert, home, id=uuid4(), visited_on=today - dt.timedelta(days=20))
        visits = [routing.plan_visit(expert, stop, id=uuid4(), visited_on=today) for stop in stops]
        routing.call_off(visits[1])
        self.named |= {"visit": was.pk, "coming-visit": visits[0].pk, "visit-day": today.isoformat()}

    def _reports(self) -> None:
        """The first hundred days were reported, and one sheet came late; a period that is not over yet follows."""
        programme, manager = Programme.objects.get(), Person.objects.get(email=accounts.MANAGER.email)
        hundred, today = dt.timedelta(days=100), localdate(self.now)
        reported = reporting.add_period(programme, starts_on=programme.starts_on, ends_on=programme.starts_on + hundred)
        reporting.lock_period(reported, by=manager, now=self.now)
        SessionAttendance.objects.filter(session__held_on__lte=reported.ends_on).first().delete()
        reporting.note_correction(reported, reason="Šđčćž" * 50, by=manager, now=self.now)
        coming = reporting.add_period(programme, starts_on=today, ends_on=today + hundred)
        reporting.set_target(programme, measure="people", baseline=0, wanted=900, due_on=programme.ends_on)
        self.named |= {"programme": programme.pk, "team": programme.teams.first().pk, "topic": Topic.objects.first().pk}
        self.named |= {"reported-period": reported.pk, "coming-period": coming.pk}

    def _files(self) -> None:
        """Attendance in a file: one name is in doubt, one like a known one, and a day cannot be read."""
        expert = Person.objects.get(email=accounts.EXPERT.email)
        known = Person.objects.filter(workplaces=self.named["home-site"]).exclude(family_name="").first()
        day = localdate(self.now) - dt.timedelta(days=1)
        rows = [
            "Day,Kind of session,Municipality,First name,Family name",
            f"{day},coaching,Podujevë,{known.given_name},{known.family_name}x",
            *[f"{day},coaching,Podujevë,Maximiliane,Đorđević-Stanojković"] * 2,
            f"Šđčćž{'ć' * 60},coaching,Podujevë,Arta,Krasniqi",
        ]
        contents = {"file": rows, "saved-file": rows[:1] + rows[2:3], "unreadable-file": ["Colour", "red"]}
        for name, lines in {**contents, "file-being-read": rows}.items():
            sent = "\n".join(lines).encode()
            upload = uploads.send_file(uuid4(), sent, file_name=f"{name}.csv", kind="", by=expert, now=self.now)
            self.named[name] = upload.pk
            if name in contents:
                uploads.work_on(upload.pk)
        uploads.begin_saving(Upload.objects.get(pk=self.named["saved-file"]), only_whole=False, now=self.now)
        uploads.work_on(self.named["saved-file"])

    def _numbers(self) -> None:
        """The Centre for Social Work of Podujevë was called."""
        expert, there = Person.objects.get(email=accounts.EXPERT.email), Municipality.objects.get(code="XK-18")
        numbers = {"phone": "038 200 000", "hours": "ponedeljak–petak 8–16, subotom ne", "by": expert}
        confirm_contact(there, "social-work", **numbers, today=localdate(self.now))

    def _ways_in(self) -> None:
        contact = Person.objects.get(email=accounts.CONTACT.email)
        owner = Person.objects.filter(email=None, memberships__group=self.named["old-group"]).first()
        passkey = Authenticator.objects.create(
            user=contact, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": {}}
        )
        self.named |= {
            "card": last_word(make_card(owner, by=contact, now=self.now).address),
            "passkey": passkey.pk,
        }
        self.clients["coming-in"] = Client()
        self.clients["coming-in"].post(reverse("account_login"), {"email": contact.email})
        self.clients["moving"] = client_of(contact)
        new_address = {"email": "teuta.new@school.example", "action_add": "1"}
        self.clients["moving"].post(reverse("account_email"), new_address)

    def address(self, door: str, words: str) -> str:
        """`address("meetings:minutes-edit", "draft section")`; a word that is not known stands for itself."""
        path, _question, asked = words.partition("?")
        address = reverse(door, args=[self.named.get(word, word) for word in path.split()])
        return f"{address}?{asked}" if asked else address


def _account(role: str) -> Client:
    return client_of(Person.objects.get(email=f"{role}@peercircle.example"))

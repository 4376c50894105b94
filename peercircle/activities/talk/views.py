"""The doors of a talk."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.activities.talk import actions
from peercircle.activities.talk.forms import NoteForm, TextForm, TopicForm, TopicsForm
from peercircle.activities.talk.models import Note
from peercircle.kit.sending import as_uuid, sent
from peercircle.meetings import access


def _answer(request: HttpRequest, pk: int, note: Note) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(render_to_string("talk/_note.html", {"note": note}))
    return redirect("meetings:live", pk)


@require_POST
def write(request: HttpRequest, pk: int, topic_pk: int) -> HttpResponse:
    me = access.place(request, pk)
    filled = sent(NoteForm(request.POST))
    note = actions.write_note(me, topic_pk, filled["text"], id=filled["id"], now=timezone.now())
    return _answer(request, pk, note)


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds the whole list; the button that was tapped names the note."""
    me = access.participant(request, pk)
    if "need" in request.POST:
        note = actions.mark_as_need(me, as_uuid(request.POST["need"]), now=timezone.now())
    else:
        note = actions.unmark_as_need(me, as_uuid(request.POST.get("no_need", "")), now=timezone.now())
    return _answer(request, pk, note)


@require_GET
def mine(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    notes = Note.objects.filter(topic__item=item, writer=me).select_related("topic")
    return render(request, "talk/mine.html", {"meeting": me.meeting, "item": item, "notes": notes})


@require_POST
def change(request: HttpRequest, pk: int, note_pk: UUID) -> HttpResponse:
    me = access.participant(request, pk)
    if "take_back" in request.POST:
        actions.take_back_note(me, note_pk)
    else:
        actions.change_note(me, note_pk, sent(TextForm(request.POST))["text"], now=timezone.now())
    return redirect("meetings:live", pk)


@require_POST
def add_topic(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    actions.add_topic(item, sent(TopicForm(request.POST))["text"])
    if request.headers.get("HX-Request"):
        return HttpResponse()
    return redirect("meetings:live", me.meeting_id)


@require_http_methods(["GET", "POST"])
def topics(request: HttpRequest, item_pk: int) -> HttpResponse:
    item = access.item_for_member(request.user, item_pk)
    form = TopicsForm(request.POST or None, initial={"topics": "\n".join(map(str, item.talk_topics.all()))})
    if request.method == "POST" and form.is_valid():
        actions.set_topics(item, form.cleaned_data["topics"])
        return redirect("meetings:meeting", item.meeting_id)
    status = 422 if form.is_bound else 200
    return render(request, "talk/topics.html", {"item": item, "form": form}, status=status)

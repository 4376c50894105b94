"""The doors of a meeting."""

from django.urls import path, re_path

from peercircle.meetings.views import agenda, calendars, joining, live, minutes, planning, promises, publishing, sending

# Words in a URL that are not on these lists are no door.
MOVES = "|".join(live.MOVES)
TIMES = "1|-1|5"
CHANGES = "untick|left|back"
AGENDA_CHANGES = "|".join(agenda.CHANGES)

app_name = "meetings"
urlpatterns = [
    # Planning
    path("groups/<int:pk>/plan/", planning.choose, name="plan"),
    path("groups/<int:pk>/plan/<slug:template>/", planning.fill, name="plan-filled"),
    path("meetings/<int:pk>/", planning.meeting, name="meeting"),
    path("meetings/<int:pk>/when/", planning.when, name="when"),
    path("meetings/<int:pk>/roles/", planning.roles, name="roles"),
    path("meetings/<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/add/", agenda.add, name="add-item"),
    path("steps/<int:pk>/", agenda.step, name="item"),
    path("steps/<int:pk>/method/", agenda.choose_method, name="choose-method"),
    re_path(rf"^steps/(?P<pk>\d+)/(?P<what>{AGENDA_CHANGES})/$", agenda.change, name="change-item"),
    path("methods/", agenda.library, name="methods"),
    # Coming in
    path("join/", joining.enter_code, name="enter-code"),
    path("j/<str:code>/", joining.join, name="join"),
    path("m/<str:token>/", joining.join_link, name="join-link"),
    path("meetings/<int:pk>/open/", joining.open_meeting, name="open"),
    path("screen/<str:code>/", joining.screen, name="screen"),
    path("screen/<str:code>/part/", joining.screen_part, name="screen-part"),
    # What it leaves behind
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/add/", minutes.add, name="minutes-add"),
    path("meetings/<int:pk>/minutes/<int:section_pk>/", minutes.edit, name="minutes-edit"),
    path("meetings/<int:pk>/minutes/approve/", minutes.approve, name="minutes-approve"),
    path("meetings/<int:pk>/minutes/print/", minutes.print_view, name="minutes-print"),
    path("meetings/<int:pk>/minutes/pdf/", minutes.pdf, name="minutes-pdf"),
    path("meetings/<int:pk>/minutes/share/", minutes.share, name="minutes-share"),
    path("meetings/<int:pk>/minutes/send/", sending.send, name="minutes-send"),
    path("meetings/<int:pk>/minutes/publish/", publishing.publish, name="minutes-publish"),
    path("meetings/<int:pk>/minutes/take-back/", publishing.take_back, name="minutes-take-back"),
    path("meetings/<int:pk>/register/", minutes.register, name="register"),
    path("promises/<uuid:pk>/done/", promises.promise, {"state": "done"}, name="promise-done"),
    path("promises/<uuid:pk>/open/", promises.promise, {"state": "open"}, name="promise-open"),
    # In calendars
    path("meetings/<int:pk>/calendar.ics", calendars.ics, name="ics"),
    path("calendar/", calendars.address, name="calendar-address"),
    path("calendar/new/", calendars.renew_address, name="new-calendar-address"),
    path("calendar/group/<int:group_pk>/new/", calendars.renew_group_address, name="new-group-address"),
    path("calendar/mine/<str:token>.ics", calendars.feed_of_person, name="feed-person"),
    path("calendar/group/<str:token>.ics", calendars.feed_of_group, name="feed-group"),
    # The meeting itself
    path("live/<int:pk>/", live.live, name="live"),
    path("live/<int:pk>/step/", live.step, name="step"),
    path("live/<int:pk>/lead/", live.lead, name="lead"),
    path("live/<int:pk>/ticket/", live.fresh_ticket, name="ticket"),
    re_path(rf"^live/(?P<pk>\d+)/move/(?P<what>{MOVES})/$", live.move, name="move"),
    re_path(rf"^live/(?P<pk>\d+)/time/(?P<minutes>{TIMES})/$", live.change_time, name="time"),
    path("live/<int:pk>/jump/<int:item_pk>/", live.jump, name="jump"),
    path("live/<int:pk>/hand/<int:to_pk>/", live.hand_lead, name="hand"),
    path("live/<int:pk>/take/", live.take_lead, name="take"),
    path("live/<int:pk>/ready/", live.ready, name="ready"),
    path("live/<int:pk>/leave/", live.leave, name="leave"),
    path("live/<int:pk>/come-back/", live.come_back, name="come-back"),
    path("live/<int:pk>/close/", live.close, name="close"),
    path("live/<int:pk>/people/", live.people, name="people"),
    path("live/<int:pk>/seats/", live.seats, name="seats"),
    path("live/<int:pk>/people/tick/<int:membership_pk>/", live.tick_present, name="tick"),
    re_path(
        rf"^live/(?P<pk>\d+)/people/(?P<attendance_pk>\d+)/(?P<what>{CHANGES})/$",
        live.change_attendance,
        name="attendance",
    ),
]

from django.urls import path

from peercircle.programme.views import attendance, check_in, doubles, home, needs, rankings, sessions, sheet

app_name = "programme"
urlpatterns = [
    path("", home.home, name="home"),
    path("needs/", needs.needs, name="needs"),
    path("needs/new/", needs.new, name="need-new"),
    path("needs/order/", rankings.new, name="ranking-new"),
    path("needs/order/<uuid:pk>/", rankings.ranking, name="ranking"),
    path("needs/order/<uuid:pk>/close/", rankings.close, name="ranking-close"),
    path("needs/order/<uuid:pk>/call-off/", rankings.call_off, name="ranking-call-off"),
    path("needs/<uuid:pk>/", needs.need, name="need"),
    path("needs/<uuid:pk>/acknowledge/", needs.acknowledge, name="need-acknowledge"),
    path("needs/<uuid:pk>/plan/", needs.answer, {"how": "plan"}, name="need-plan"),
    path("needs/<uuid:pk>/decline/", needs.answer, {"how": "decline"}, name="need-decline"),
    path("needs/<uuid:pk>/deliver/", needs.answer, {"how": "deliver"}, name="need-deliver"),
    path("needs/<uuid:pk>/hand-on/", needs.hand_on, name="need-hand-on"),
    path("needs/<uuid:pk>/undo/<int:entry_pk>/", needs.undo, name="need-undo"),
    path("needs/<uuid:pk>/merge/<uuid:into_pk>/", needs.merge, name="need-merge"),
    path("needs/<uuid:pk>/part/", needs.part, name="need-part"),
    path("people/twice/", doubles.doubles, name="doubles"),
    path("people/<int:kept_pk>/is/<int:double_pk>/", doubles.merge, name="merge"),
    path("people/<int:one_pk>/is-not/<int:other_pk>/", doubles.tell_apart, name="tell-apart"),
    path("people/merges/<int:pk>/undo/", doubles.undo, name="merge-undo"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/new/", sessions.new, name="session-new"),
    path("sessions/new/<int:site_pk>/", sessions.new_at, name="session-new-at"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/edit/", sessions.edit, name="session-edit"),
    path("sessions/<int:pk>/cancel/", sessions.cancel, name="session-cancel"),
    path("sessions/<int:pk>/plan-again/", sessions.plan_again, name="session-plan-again"),
    path("sessions/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<int:pk>/check-in/", check_in.code, name="check-in-code"),
    path("check-in/<str:code>/", check_in.check_in, name="check-in"),
    path("sessions/<int:pk>/sheet.pdf", sheet.sheet, name="sheet"),
]

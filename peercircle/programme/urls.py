from django.urls import path

from peercircle.programme.views import attendance, check_in, home, sessions, sheet

app_name = "programme"
urlpatterns = [
    path("", home.home, name="home"),
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

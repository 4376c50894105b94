from django.urls import path, re_path

from peercircle.activities.world_cafe.views import (
    cards,
    choosing,
    notes,
    paper,
    patterns,
    photos,
    planning,
    seats,
    tables,
)

urlpatterns = [
    path("<int:item_pk>/form/", tables.form, name="form"),
    path("<int:item_pk>/tables/", tables.overview, name="tables"),
    path("<int:item_pk>/move/", tables.move_person, name="move-person"),
    path("<int:item_pk>/swap/", tables.swap, name="swap"),
    path("<int:item_pk>/told/", tables.told, name="told"),
    re_path(r"^table/(?P<table_pk>\d+)/(?P<what>more-time|close|open)/$", tables.change, name="change-table"),
    path("table/<int:table_pk>/new-host/", tables.change_host, name="change-host"),
    path("table/<int:table_pk>/bring/<int:round_>/", tables.bring, name="bring"),
    path("<int:item_pk>/choose/", choosing.choose, name="choose"),
    path("<int:item_pk>/harvest/", cards.harvest, name="harvest"),
    path("table/<int:table_pk>/host/", choosing.host, name="host"),
    path("table/<int:table_pk>/sit/<int:round_>/", seats.sit, name="sit"),
    path("table/<int:table_pk>/note/", notes.note, name="note"),
    path("table/<int:table_pk>/card/", cards.card, name="card"),
    path("notes/", notes.mark, name="mark"),
    path("note/<uuid:note_pk>/", notes.one, name="one-note"),
    path("note/<uuid:note_pk>/take-back/", notes.take_back, name="take-back"),
    path("table/<int:table_pk>/photo/", photos.add, name="photo"),
    path("table/<int:table_pk>/photo/away/", photos.take_away_now, name="photo-away"),
    path("<int:item_pk>/patterns/name/", patterns.name, name="name-pattern"),
    path("patterns/", patterns.mark, name="mark-pattern"),
    path("pattern/<uuid:pattern_pk>/", patterns.notes, name="pattern-notes"),
]

plan_urlpatterns = [
    path("<int:item_pk>/", planning.themes, name="themes"),
    path("<int:item_pk>/mode/", planning.mode, name="mode"),
    path("<int:item_pk>/aim/", planning.aim, name="aim"),
    path("<int:item_pk>/questions/", planning.questions, name="questions"),
    path("<int:item_pk>/paper/", paper.paper, name="paper"),
    path("<int:item_pk>/<int:table_pk>/", planning.theme, name="theme"),
    path("<int:item_pk>/<int:table_pk>/remove/", planning.remove_theme, name="remove"),
    path("<int:item_pk>/<int:table_pk>/photo/", photos.show, name="photo"),
    path("<int:item_pk>/<int:table_pk>/photo/away/", photos.take_away, name="photo-away"),
]

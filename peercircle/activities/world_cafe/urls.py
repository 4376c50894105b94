from django.urls import path

from peercircle.activities.world_cafe import views

urlpatterns = [
    path("<int:item_pk>/choose/", views.choose, name="choose"),
    path("<int:item_pk>/harvest/", views.harvest, name="harvest"),
    path("table/<int:table_pk>/host/", views.host, name="host"),
    path("table/<int:table_pk>/sit/<int:round_>/", views.sit, name="sit"),
    path("table/<int:table_pk>/note/", views.note, name="note"),
    path("table/<int:table_pk>/card/", views.card, name="card"),
    path("note/<uuid:note_pk>/take-back/", views.take_back, name="take-back"),
]

plan_urlpatterns = [
    path("<int:item_pk>/", views.themes, name="themes"),
    path("<int:item_pk>/mode/", views.mode, name="mode"),
    path("<int:item_pk>/<int:table_pk>/", views.theme, name="theme"),
    path("<int:item_pk>/<int:table_pk>/remove/", views.remove_theme, name="remove"),
]

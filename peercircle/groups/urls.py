"""The doors of a group."""

from django.urls import path

from peercircle.groups.views import cards, charter, group, inviting, members

app_name = "groups"
urlpatterns = [
    path("groups/new/", group.new, name="new"),
    path("groups/new/<int:site_pk>/", group.new_at, name="new-at"),
    path("groups/<int:pk>/", group.group, name="group"),
    path("groups/<int:pk>/edit/", group.edit, name="edit"),
    path("groups/<int:pk>/founded/", group.founded, name="founded"),
    path("groups/<int:pk>/sites/", group.sites, name="sites"),
    path("groups/<int:pk>/sites/<int:site_pk>/add/", group.add_site, name="add-site"),
    path("groups/<int:pk>/sites/<int:site_pk>/remove/", group.remove_site, name="remove-site"),
    path("groups/<int:pk>/members/", members.members, name="members"),
    path("groups/<int:pk>/members/add/", members.add_person, name="add-person"),
    path("groups/<int:pk>/members/<int:membership_pk>/end/", members.end, name="end"),
    path("groups/<int:pk>/members/<int:membership_pk>/back/", members.welcome_back, name="welcome-back"),
    path("groups/<int:pk>/members/<int:membership_pk>/contact/", members.hand_over, name="hand-over"),
    path("groups/<int:pk>/invite/", inviting.invite, name="invite"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/revoke/", inviting.revoke, name="revoke"),
    path("groups/<int:pk>/cards/", cards.cards, name="cards"),
    path("groups/<int:pk>/charter/", charter.charter, name="charter"),
    path("groups/<int:pk>/charter/edit/", charter.edit, name="edit-charter"),
    path("groups/<int:pk>/charter/<int:number>/accept/", charter.accept, name="accept-charter"),
    path("invitation/<str:token>/", inviting.invitation, name="invitation"),
]

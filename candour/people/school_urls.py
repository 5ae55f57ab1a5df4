"""Addresses of the people of a school."""

from django.urls import path

from candour.people.views import account, households, people, roles

app_name = "people"

urlpatterns = [
    path("hat/", account.wear_hat, name="wear_hat"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add"),
    path("people/households/", households.households, name="households"),
    path("people/households/<uuid:household>/", households.household, name="household"),
    path(
        "people/households/<uuid:household>/leave/<uuid:person>/",
        households.leave,
        name="household_leave",
    ),
    path("people/roles/", roles.roles, name="roles"),
    path("people/roles/<uuid:held>/end/", roles.end, name="role_end"),
    path("people/roles/<uuid:held>/restore/", roles.restore, name="role_restore"),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/change/", people.change, name="change"),
    path("people/<uuid:person>/roles/give/", roles.give, name="role_give"),
    path("people/<uuid:person>/leave/", people.retire, name="retire"),
    path("people/<uuid:person>/back/", people.back, name="bring_back"),
]

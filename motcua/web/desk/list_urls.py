"""Addresses of the desk's lists: my work with its bulk actions, search, register."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.desk import bulk, my_work, register, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk", my_work.desk, name="desk"),
    path("desk/acceptances", bulk.acceptances, name="acceptances"),
    path("desk/hand-overs", bulk.hand_overs, name="hand-overs"),
    path("desk/submissions", bulk.submissions, name="submissions"),
    path("desk/search", search.search, name="search"),
    path("desk/register", register.register, name="register"),
]

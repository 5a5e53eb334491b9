"""Addresses of the pages for everyone."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.public import deadline, home, look_up, procedures

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("deadline", deadline.deadline, name="deadline"),
    path("look-up", look_up.look_up, name="look-up"),
    path("procedures", procedures.catalogue, name="procedures"),
    path("procedures/<str:code>", procedures.procedure, name="procedure"),
]

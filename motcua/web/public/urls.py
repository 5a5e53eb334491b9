"""Addresses of the pages for everyone."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.public import deadline, figures, figures_late, home, look_up, procedures

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("deadline", deadline.deadline, name="deadline"),
    path("look-up", look_up.look_up, name="look-up"),
    path("figures", figures.figures, name="figures"),
    path("figures/definitions", figures.definitions, name="figures-definitions"),
    path("figures/<str:first>/<str:last>", figures.period, name="figures-period"),
    path("figures/<str:first>/<str:last>/late", figures_late.late, name="figures-late"),
    path("figures/<str:first>/<str:last>/times", figures.times, name="figures-times"),
    path("figures/<str:first>/<str:last>/unit/<str:unit>", figures.period, name="figures-unit"),
    path("figures/<str:first>/<str:last>/<str:name>", figures.file, name="figures-file"),
    path("procedures", procedures.catalogue, name="procedures"),
    path("procedures/<str:code>", procedures.procedure, name="procedure"),
]

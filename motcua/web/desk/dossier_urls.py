"""Addresses of reception and of one dossier. Nouns: what is made by the request, not the deed."""

from django.urls import URLPattern, URLResolver, path, re_path

from motcua.web.desk import (
    commands,
    dossier,
    files,
    prints,
    reception,
    reception_many,
    reception_parts,
    sync,
)
from motcua.web.desk.commands_table import FORMS

NOUNS = "|".join(FORMS)
PRINTS = "|".join(prints.FILLED)

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/receive", reception.receive, name="receive"),
    path("desk/receive/many", reception_many.receive_many, name="receive-many"),
    path("desk/receive/procedures", reception_parts.procedures, name="receive-procedures"),
    path("desk/receive/papers", reception_parts.papers, name="receive-papers"),
    path("desk/receive/promise", reception_parts.promise, name="receive-promise"),
    path("desk/receive/card", reception_parts.card, name="receive-card"),
    path("desk/receive/applicant", reception_parts.applicant, name="receive-applicant"),
    path("dossiers/<str:code>", dossier.dossier, name="dossier"),
    path("dossiers/<str:code>/sync", sync.page, name="dossier-sync"),
    path("dossiers/<str:code>/files/<str:digest>", files.download, name="dossier-file"),
    re_path(
        rf"^dossiers/(?P<code>[^/]+)/prints/(?P<form>{PRINTS})$",
        prints.print_form,
        name="dossier-print",
    ),
    re_path(
        rf"^dossiers/(?P<code>[^/]+)/(?P<noun>{NOUNS})$",
        commands.command,
        name="dossier-command",
    ),
]

"""Addresses of the desk's lists: my work with its bulk actions, search, register."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.desk import (
    book_entry,
    bulk,
    bulk_lines,
    handing,
    handing_print,
    my_work,
    register,
    register_print,
    search,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk", my_work.desk, name="desk"),
    path("desk/acceptances", bulk.acceptances, name="acceptances"),
    path("desk/hand-overs", bulk.hand_overs, name="hand-overs"),
    path("desk/hand-overs/lists", handing.lists, name="hand-over-lists"),
    path("desk/hand-overs/list", handing_print.list_pdf, name="hand-over-list"),
    path("desk/submissions", bulk.submissions, name="submissions"),
    path("desk/approvals", bulk_lines.approvals, name="approvals"),
    path("desk/results", bulk_lines.results, name="results"),
    path("desk/returns", bulk_lines.returns, name="returns"),
    path("desk/search", search.search, name="search"),
    path("desk/register", register.register, name="register"),
    path("desk/register/print", register_print.register_pdf, name="register-print"),
    path("desk/register/entry", book_entry.book_entry, name="book-entry"),
    path(
        "desk/register/entry/template.xlsx", book_entry.sheet_template, name="book-entry-template"
    ),
    path("desk/register/entry/<uuid:key>", book_entry.result, name="book-entry-result"),
    path("desk/register/entry/<uuid:key>/lines", book_entry.enter, name="book-entry-lines"),
    path("desk/register/entry/<uuid:key>/sheet", book_entry.wrong_lines, name="book-entry-sheet"),
]

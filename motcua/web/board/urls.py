"""Addresses of the boards."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.board import (
    adoption,
    behind,
    board,
    export,
    fields,
    official,
    official_procedures,
    silent,
    time_page,
    weeks_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("board", board.home, name="board"),
    path("board/behind", behind.page, name="board-behind"),
    path("board/export", export.page, name="board-export"),
    path("board/export/<int:number>", export.progress, name="board-export-of"),
    path("board/export/<int:number>/file", export.fetch, name="board-export-file"),
    path("board/silent", silent.page, name="board-silent"),
    path("board/<str:key>", board.page, name="board-of"),
    path("board/<str:key>/weeks", weeks_page.page, name="board-weeks"),
    path("board/<str:key>/fields", fields.page, name="board-fields"),
    path("board/<str:key>/official", official.page, name="board-official"),
    path(
        "board/<str:key>/official/procedures",
        official_procedures.page,
        name="board-official-procedures",
    ),
    path(
        "board/<str:key>/official/<str:table>.<str:ending>",
        official.file,
        name="board-official-file",
    ),
    path("board/<str:key>/adoption", adoption.page, name="board-adoption"),
    path("board/<str:key>/time", time_page.page, name="board-time"),
]

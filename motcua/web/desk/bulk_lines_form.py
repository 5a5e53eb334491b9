"""What is asked of each line where many dossiers are approved, issued or returned at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from motcua.domain import commands as do
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.bulk_lines import OpenLine
from motcua.reads.desk_lines import Move
from motcua.reads.words import RETURN_MANNERS, refusal_words
from motcua.web.desk.commands_base import FILES, NewFiles
from motcua.web.desk.dossier_text import visible
from motcua.web.desk.files_kept import KEPT, keep_uploads, once, sealed, unsealed

Typed = Mapping[str, str]
NUMBER, DAY, MANNER, COLLECTOR = "result_number", "result_date", "manner", "collected_by"
"""Fields, called as the rules call them."""
LABELS: dict[str, Promise | str] = {
    NUMBER: later("Số của kết quả"),
    DAY: later("Ngày của kết quả"),
    FILES: later("Tệp kết quả"),
    MANNER: later("Cách trả"),
    COLLECTOR: later("Người nhận kết quả"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """A command that many dossiers are given at once: what each line is asked, and the request."""

    move: Move
    kind: type[do.Command]
    fields: tuple[str, ...]
    command: Callable[[Typed, NewFiles], do.Command]
    takes_files: bool = False
    noun: str = ""
    """The noun of the command at one dossier, for which files are kept."""


ACTS = {
    Move.APPROVE: Act(Move.APPROVE, do.Approve, (), lambda typed, files: do.Approve()),
    Move.FINISH: Act(
        Move.FINISH,
        do.Finish,
        (NUMBER, DAY),
        lambda typed, files: do.Finish(
            result_number=typed[NUMBER],
            result_date=read_date(typed[DAY], field=DAY),
            files=files,
        ),
        takes_files=True,
        noun="result",
    ),
    Move.RETURN: Act(
        Move.RETURN,
        do.ReturnResult,
        (MANNER, COLLECTOR),
        lambda typed, files: do.ReturnResult(typed[MANNER], typed[COLLECTOR]),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier and what was typed for it. `problems` are sentences by field, '' for the row."""

    act: Act
    line: OpenLine
    typed: Typed
    picked: bool = True
    files: NewFiles = ()
    problems: Mapping[str, str] | None = None

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Its fields as the table draws them."""
        return [
            {
                "name": f"{name}-{self.line.key}",
                "label": LABELS[name],
                "value": visible(self.typed[name]),
                "error": (self.problems or {}).get(name, ""),
                "choices": list(RETURN_MANNERS.items()) if name == MANNER else None,
                "inputmode": "numeric" if name == DAY else "",
                "kind": name,
            }
            for name in self.act.fields
        ]

    @property
    def files_field(self) -> dict[str, Any] | None:
        """Its field for a file, and the files that came before; None where none is asked for."""
        if not self.act.takes_files:
            return None
        name = f"{FILES}-{self.line.key}"
        return {
            "name": name,
            "label": LABELS[FILES],
            "kept_name": KEPT + name,
            "kept": sealed(_scope(self.act, self.line.key), self.files),
            "error": (self.problems or {}).get(FILES, ""),
        }

    @property
    def elsewhere(self) -> str:
        """What is wrong with the row as a whole."""
        return (self.problems or {}).get("", "")

    def refused(self, no: Refused, words: str = "") -> "Row":
        """The row with what the rules said against it, at the fields that they name."""
        told: dict[str, str] = {}
        for one in (no, *no.also):
            field = str(one.facts.get("field", ""))
            known = field in self.act.fields or (field == FILES and self.act.takes_files)
            place = field if known else ""
            told[place] = " ".join(filter(None, (told.get(place), words or _sentence(one))))
        return replace(self, problems=told)


def _sentence(no: Refused) -> str:
    name = str(no.facts.get("name", "")) if no.reason == "bad_file" else ""
    return f"{name}: {refusal_words(no)}" if name else refusal_words(no)


def first_rows(act: Act, lines: Iterable[OpenLine], now: datetime) -> list[Row]:
    """Rows as the page shows them first: with what is usual."""
    return [Row(act, line, _usual(line, now)) for line in lines]


def _usual(line: OpenLine, now: datetime) -> dict[str, str]:
    day = f"{local_day(now):%d/%m/%Y}"
    return {NUMBER: "", DAY: day, MANNER: line.manner, COLLECTOR: line.collector}


def sent_rows(
    act: Act, lines: Iterable[OpenLine], request: HttpRequest, now: datetime
) -> list[Row]:
    """Rows as they were sent. A file that came along is kept, or its row says why it cannot be."""
    picked = set(request.POST.getlist("pick"))
    return [_sent(act, line, request, str(line.key) in picked, now) for line in lines]


def _sent(act: Act, line: OpenLine, request: HttpRequest, picked: bool, now: datetime) -> Row:
    typed = {
        name: request.POST.get(f"{name}-{line.key}", usual)
        for name, usual in _usual(line, now).items()
    }
    row = Row(act, line, typed, picked)
    if not act.takes_files:
        return row
    field = f"{FILES}-{line.key}"
    before = unsealed(_scope(act, line.key), request.POST.getlist(KEPT + field))
    row = replace(row, files=once(before))
    try:
        return replace(row, files=once((*before, *keep_uploads(request.FILES, field, now))))
    except Refused as no:
        no.facts["field"] = FILES
        return row.refused(no)


def _scope(act: Act, key: UUID) -> str:
    return f"{key}/{act.noun}"


def command_of(row: Row) -> tuple[do.Command | None, Row]:
    """The request of a row; None if something has no shape, which the row then says."""
    if row.problems:
        return None, row
    try:
        return row.act.command(row.typed, row.files), row
    except Refused as no:
        return None, row.refused(no)


def typed_words(act: Act, request: HttpRequest, key: UUID) -> str:
    """What was typed for a dossier that can no longer be given the command, so that it can be
    read once more."""
    sent = [request.POST.get(f"{name}-{key}", "").strip() for name in act.fields]
    told = [RETURN_MANNERS.get(text, text) for text in sent if text]
    shown = ", ".join(visible(str(text)) for text in told)
    return _("Đã nhập: %(typed)s.") % {"typed": shown} if shown else ""

"""Many dossiers approved, issued or returned at once: a page with a line for each, one outcome a
line. What is refused stays with its reason and what was typed; the others go through.

The lines are independent of each other, so they go to the door as `perform_many`: in turn is for
requests of which one follows from another, and tells nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.actions.journal import looked_at_list
from motcua.domain.dossier import Dossier, State
from motcua.domain.refusal import Refused
from motcua.reads.bulk import Outcome, outcomes
from motcua.reads.bulk_lines import Lines, lines_of
from motcua.reads.desk_lines import Move
from motcua.reads.words import RETURN_MANNERS, state_words
from motcua.reads.words.numbers import so_many
from motcua.web.desk.bulk import TOO_MANY, Result, asked_list, seen_of
from motcua.web.desk.bulk import told as outcomes_told
from motcua.web.desk.bulk_lines_form import (
    ACTS,
    COLLECTOR,
    LABELS,
    MANNER,
    Act,
    Row,
    command_of,
    first_rows,
    sent_rows,
    typed_words,
)
from motcua.web.desk.commands_base import FILES
from motcua.web.desk.my_work import MOVE_URLS, work_page
from motcua.web.desk.work_address import Asked, address, query
from motcua.web.desk.work_words import MOVES
from motcua.web.http import (
    client_address,
    current_now,
    desk_page,
    memberships,
    person_id,
    signed_in,
)

MOST = 50
"""As many rows as the longest page of my work has: each is looked at, and asked something."""


STAYS = later(
    "Mỗi dòng là một hồ sơ. Dòng nào chưa được thì ở lại với lý do và những gì đã nhập;"
    " các dòng khác vẫn xong."
)
ANSWERS: dict[Move, Promise | str] = {
    Move.APPROVE: later("Xem dự thảo của từng hồ sơ. Bỏ chọn hồ sơ nào chưa phê duyệt được."),
    Move.FINISH: STAYS,
    Move.RETURN: STAYS,
}


@require_http_methods(["GET", "POST"])
@signed_in
def approvals(request: HttpRequest) -> HttpResponseBase:
    """Approve drafts."""
    return _act(request, ACTS[Move.APPROVE])


@require_http_methods(["GET", "POST"])
@signed_in
def results(request: HttpRequest) -> HttpResponseBase:
    """Issue results: number, day and file of each."""
    return _act(request, ACTS[Move.FINISH])


@require_http_methods(["GET", "POST"])
@signed_in
def returns(request: HttpRequest) -> HttpResponseBase:
    """Return results: how, and to whom."""
    return _act(request, ACTS[Move.RETURN])


def _act(request: HttpRequest, act: Act) -> HttpResponseBase:
    if request.method == "GET":
        return redirect("desk")  # somebody loads the address of an outcome again
    asked, sent = asked_list(request), request.POST.getlist("line")
    seen = seen_of(sent or request.POST.getlist(act.move.value))
    if not 0 < len(seen) <= MOST:
        wrong = MOVES[act.move].nothing if not seen else str(TOO_MANY) % {"most": MOST}
        return work_page(request, asked, {"wrong": wrong}, status=422)
    now = current_now()
    found = lines_of(act.kind, seen, memberships(request), person_id(request), now)
    page = _Page(request, act, asked, seen, found, now)
    return page.perform() if sent else page.begin()


@dataclass(frozen=True, slots=True)
class _Page:
    """One request of such a page: the lines as they stand now, and as they had been seen."""

    request: HttpRequest
    act: Act
    asked: Asked
    seen: Mapping[UUID, int]
    found: Lines
    now: datetime

    def begin(self) -> HttpResponseBase:
        """The lines to be looked at; what cannot be done is left out, with the reason."""
        rows = first_rows(self.act, self.found.open.values(), self.now)
        return self._show(rows, self._left_out(), 200 if rows else 409)

    def perform(self) -> HttpResponseBase:
        """Ask the door for what was picked: an outcome for each, and the others stay as typed."""
        rows = sent_rows(self.act, self.found.open.values(), self.request, self.now)
        picked = [row for row in rows if row.picked]
        if not picked and not self.found.closed:
            return self._show(rows, {}, 422, str(MOVES[self.act.move].nothing))
        done, refused = self._ask(picked)
        left = [refused.get(row.line.key, row) for row in rows if row.line.key not in done]
        told = self._left_out()
        typed = {row.line.key: row for row in picked}
        for key, outcome in self._worded(done).items():
            told[key] = replace(outcome, words=_done_words(self.act, typed[key], outcome.words))
        status = 200 if done else 422 if refused else 409
        return self._show(left, told, status, handed=done.values())

    def _ask(self, picked: Sequence[Row]) -> tuple[dict[UUID, Dossier], dict[UUID, Row]]:
        """The dossiers with which it was done, and the rows that were refused."""
        read = [command_of(row) for row in picked]
        refused = {row.line.key: row for command, row in read if command is None}
        going = {row.line.key: (row, command) for command, row in read if command is not None}
        person = person_id(self.request)
        requests = [
            Request(key, command, person, self.seen[key]) for key, (_row, command) in going.items()
        ]
        answers = dict(zip(going, perform_many(requests, now=self.now), strict=True))
        done = {key: one.dossier for key, one in answers.items() if isinstance(one, Done)}
        no = {key: one for key, one in answers.items() if isinstance(one, Refused)}
        for key, outcome in self._worded(no).items():
            overtaken = no[key].reason == "changed_meanwhile"
            refused[key] = going[key][0].refused(no[key], outcome.words if overtaken else "")
        return done, refused

    def _left_out(self) -> dict[UUID, Outcome]:
        """Why the dossiers that are not open are left out, and what had been typed for them."""
        told = self._worded(self.found.closed)
        for key, no in self.found.closed.items():
            where = ""
            if isinstance(no, Refused) and no.reason == "not_now":
                state = state_words(State(str(no.facts["state"])))
                where = _("Hiện nay: %(state)s.") % {"state": state[:1].lower() + state[1:]}
            typed = typed_words(self.act, self.request, key)
            words = " ".join(filter(None, (where, told[key].words, typed)))
            told[key] = replace(told[key], words=words)
        return told

    def _worded(
        self, results: Mapping[UUID, Dossier] | Mapping[UUID, Refused] | Mapping[UUID, Result]
    ) -> dict[UUID, Outcome]:
        person = person_id(self.request)
        told = outcomes(results, self.found.selection, person, self.now)
        return dict(zip(results, told, strict=True))

    def _show(
        self,
        rows: Sequence[Row],
        told: Mapping[UUID, Outcome],
        status: int,
        wrong: str = "",
        handed: Iterable[Result] = (),
    ) -> HttpResponseBase:
        """What is left to do, under what was done; the list again when nothing is left."""
        in_order = [told[key] for key in self.seen if key in told]
        more = outcomes_told(self.act.move, in_order, handed) if in_order else {}
        if not rows:
            return work_page(self.request, self.asked, more, status)
        looked_at_list(
            [row.line.key for row in rows],
            person=person_id(self.request),
            page=MOVE_URLS[self.act.move],
            at=self.now,
            address=client_address(self.request),
        )
        return desk_page(
            self.request,
            "desk/bulk_lines.html",
            _context(self.act, self.asked, rows) | more | {"wrong": wrong},
            status,
        )


def _done_words(act: Act, row: Row, where: str) -> str:
    if act.move is not Move.RETURN:
        return where
    manner = str(RETURN_MANNERS[row.typed[MANNER]])
    told = {"procedure": row.line.procedure, "manner": manner[:1].lower() + manner[1:]}
    told["who"] = row.typed[COLLECTOR].strip()
    return _("%(procedure)s — trả %(manner)s cho %(who)s") % told


def _at_field(name: str, words: str) -> str:
    """What is wrong, with the field that it is about; a file's sentence says so itself."""
    if name in ("", FILES):
        return words
    label = str(LABELS[name])
    return f"{label[:1].lower()}{label[1:]}: {words[:1].lower()}{words[1:]}"


def _heading(act: Act, rows: Sequence[Row]) -> str:
    refused = sum(bool(row.problems) for row in rows)
    return so_many("%(n)s hồ sơ %(not_done)s", refused, not_done=MOVES[act.move].not_done)


def _context(act: Act, asked: Asked, rows: Sequence[Row]) -> dict[str, Any]:
    words = MOVES[act.move]
    return {
        "rows": rows,
        "wide": not all(row.line.own for row in rows),
        "action": reverse(MOVE_URLS[act.move]),
        "act": act.move.value,
        "button": words.button,
        "answer": ANSWERS[act.move],
        "labels": [*(LABELS[name] for name in act.fields), *([LABELS[FILES]] * act.takes_files)],
        "errors_heading": _heading(act, rows),
        "errors": [
            {
                "field": f"{name}-{row.line.key}" if name else "",
                "words": f"{row.line.code}: {_at_field(name, words)}",
            }
            for row in rows
            for name, words in (row.problems or {}).items()
        ],
        "list": query(asked),
        "list_url": address(asked),
    }

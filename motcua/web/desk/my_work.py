"""My work: the page that a day at the office begins with."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.access import SEEING
from motcua.domain.desk import NEVER
from motcua.reads.desk_lines import Move, MyWork, my_work, procedures_to_choose
from motcua.reads.desks import COUNTED, ROWS, Filters, Slice, Tab
from motcua.web.desk.work_address import MORE_ROWS, Asked, address, begin, query, read_asked
from motcua.web.desk.work_words import MOVES, empty_words, tab_words
from motcua.web.formats import vn_date
from motcua.web.http import current_now, desk_page, memberships, person_id, signed_in

MOVE_URLS = {
    Move.ACCEPT: "acceptances",
    Move.HAND_OVER: "hand-overs",
    Move.SUBMIT: "submissions",
    Move.APPROVE: "approvals",
    Move.FINISH: "results",
    Move.RETURN: "returns",
}


@require_safe
@signed_in
def desk(request: HttpRequest) -> HttpResponseBase:
    """What this person has to do: one tab, what hurts first on top."""
    asked = read_asked(request.GET)
    return work_page(request, asked, status=422 if asked.errors else 200)


def work_page(
    request: HttpRequest, asked: Asked, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The list that was asked for, as it stands now; `more` says what has just been done."""
    now, held, person = current_now(), memberships(request), person_id(request)
    work = my_work(
        asked.tab,
        held,
        person,
        now,
        asked.filters,
        after=asked.after,
        before=asked.before,
        rows=asked.rows,
    )
    sees = any(member.role in SEEING for member in held)
    context = {
        "tabs": [_tab(tab, work, asked) for tab in Tab if _is_shown(tab, work, asked)],
        "lines": work.lines,
        "wide": not all(line.own for line in work.lines),
        "moves": _moves(work),
        "caption": tab_words(asked.tab).caption,
        "today": _counted(work.counts[Tab.TODAY]),
        "late": _counted(work.counts[Tab.LATE]),
        "narrowed": asked.narrowed,
        "list": query(asked),
        "pager": _pager(work.slice, asked),
        "sizes": _sizes(asked) if work.slice.earlier or work.slice.later else None,
        "empty": None if work.lines else empty_words(asked, work.counts, sees=sees),
        "lists_url": reverse("hand-over-lists") if sees else "",
        "filter_url": address(replace(asked, open=not asked.open)),
        "clear_url": address(begin(replace(asked, filters=Filters(), open=False))),
        "panel": _panel(request, asked) if asked.open or asked.narrowed or asked.errors else None,
    }
    today = None if asked.narrowed else work.counts[Tab.TODAY]
    page = context | (more or {})
    return desk_page(request, "desk/my_work.html", page, status=status, today=today)


def _counted(count: int) -> str:
    """A capped count: '12', '99+', '' for none."""
    return f"{COUNTED - 1}+" if count >= COUNTED else str(count or "")


def _moves(work: MyWork) -> list[dict[str, Any]]:
    """The buttons under the list: what can be done with at least one of its rows."""
    there = {line.move for line in work.lines}
    return [
        {"name": move.value, "words": words.button, "url": reverse(MOVE_URLS[move])}
        for move, words in MOVES.items()
        if move in there
    ]


def _is_shown(tab: Tab, work: MyWork, asked: Asked) -> bool:
    # Most desks receive nothing online: that list is there when there is something on it.
    return tab is not Tab.TO_RECEIVE or tab is asked.tab or work.counts[tab] > 0


def _tab(tab: Tab, work: MyWork, asked: Asked) -> dict[str, Any]:
    return {
        "label": tab_words(tab).label,
        "url": address(begin(asked, tab)),
        "count": _counted(work.counts[tab]),
        "late": tab is Tab.LATE,
        "current": tab is asked.tab,
    }


def _pager(found: Slice, asked: Asked) -> dict[str, str]:
    pager = {"previous_url": "", "next_url": "", "next_words": ""}
    if not found.rows:
        return pager
    first, last, beyond = found.rows[0].mark, found.rows[-1].mark, found.beyond
    if found.earlier:
        pager["previous_url"] = address(replace(begin(asked), before=first))
    if found.later:
        pager["next_url"] = address(replace(begin(asked), after=last))
    if beyond is not None and beyond.due is not None and beyond.pressing != NEVER:
        pager["next_words"] = _("Hồ sơ hạn từ %(day)s") % {"day": vn_date(beyond.due)[:5]}
    return pager


def _sizes(asked: Asked) -> dict[str, str]:
    other = ROWS if asked.rows == MORE_ROWS else MORE_ROWS
    return {
        "url": address(begin(replace(asked, rows=other))),
        "words": _("%(n)d dòng mỗi trang") % {"n": other},
    }


def _panel(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    filters = asked.filters
    choices = procedures_to_choose(memberships(request), person_id(request), current_now())
    if filters.procedure and filters.procedure not in dict(choices):
        choices.append((filters.procedure, filters.procedure))
    days = {"from": filters.since, "to": filters.until}
    typed = {name: day.isoformat() if day else asked.typed[name] for name, day in days.items()}
    return {
        "action": reverse("desk"),
        "hidden": {"tab": asked.tab.value, "rows": str(asked.rows), "filter": "1"},
        "fields": [
            {
                "name": "procedure",
                "label": _("Thủ tục"),
                "kind": "select",
                "width": "w5",
                "value": filters.procedure,
                "choices": [("", _("Mọi thủ tục")), *choices],
            },
            _day("from", _("Tiếp nhận từ ngày"), typed, asked),
            _day("to", _("đến hết ngày"), typed, asked),
        ],
        "mine": filters.mine,
    }


def _day(name: str, label: str, typed: dict[str, str], asked: Asked) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "kind": "date" if name not in asked.errors else "text",
        "width": "w2",
        "value": typed[name],
        "error": asked.errors.get(name, ""),
    }

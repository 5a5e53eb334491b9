"""Tính ngày trả kết quả: when is it due and why, for anyone, before anything is handed in.

Everything stands in the address, so that an answer can be sent on and looked at again.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.calendar import CalendarTooShort
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import BadRulebook
from motcua.reads.deadline_words import deadline_sentences
from motcua.reads.law import agency_tree, calendar_of, province_calendar, rulebook
from motcua.reads.promise import promise
from motcua.reads.reckoning import Reckoning
from motcua.reads.words import refusal_words
from motcua.reads.words.limits import limit_words
from motcua.web.frame import public_context
from motcua.web.public.deadline_form import Question, fields, read

ASKED = "received"
"""The field whose presence in the address means that something is asked."""


@require_safe
def deadline(request: HttpRequest) -> HttpResponseBase:
    """The form; with a question in the address its answer above it."""
    frame = public_context(request)
    today, tree = local_day(frame["now"]), agency_tree()
    asked, result = Question({}), None
    if ASKED in request.GET:
        asked = read(request.GET.dict(), tree)
        result = _reckoned(asked)
    agencies = [(a.key, tree.short_name(a.key, today)) for a in tree.at(today)]
    context = {
        **frame,
        "result": result,
        "form": fields(asked, today, agencies),
        "errors": asked.summary,
        "where": _where(asked.agency, today) if result else "",
    }
    status = 422 if asked.errors else 200
    return render(request, "public/deadline.html", context, status=status)


def _where(agency: str, today: date) -> str:
    tree = agency_tree()
    return tree.name(agency, today) if agency else _("lịch làm việc chung của tỉnh")


def _reckoned(asked: Question) -> dict[str, Any] | None:
    """The answer; None, with a sentence beside the field, if there is none."""
    if asked.errors or asked.received is None or asked.limit is None:
        return None
    received, limit = asked.received, asked.limit
    calendar = calendar_of(asked.agency) if asked.agency else province_calendar()
    rules = rulebook()
    try:
        reckoning = Reckoning.make(received, limit, calendar, asked.waits, rules, "")
        policy = rules.policy(local_day(received), "")
    except CalendarTooShort as short:
        words = _("Lịch làm việc chưa có năm %(year)s nên chưa tính được.")
        asked.errors["received"] = words % {"year": short.year}
    except BadRulebook:
        asked.errors["received"] = _("Chưa có quy định áp dụng cho ngày này. Chọn ngày khác.")
    except Refused as no:
        asked.errors["from1"] = refusal_words(no)
    else:
        return {
            "due": reckoning.due,
            "first": reckoning.deadline.due,
            "moves": reckoning.moves,
            "is_moved": reckoning.due != reckoning.deadline.due,
            "policy": policy if asked.waits else None,
            "limit": limit_words(limit),
            "received": received,
            "sentences": deadline_sentences(reckoning.deadline),
            "promise": promise(received, limit, calendar),
        }
    return None

"""What a page of figures was asked for: read from its address, and written into others."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.domain.agencies import LEVELS
from motcua.domain.refusal import Refused
from motcua.domain.tally import BASES, DOSSIER, LEG, RECEPTION
from motcua.domain.text import read_date
from motcua.reads.words import refusal_words
from motcua.reads.words.agencies import LEVELS as LEVEL_WORDS
from motcua.statistics.question import Question
from motcua.web.typed import shown_again

COHORT, PERIOD = "cohort", "period"
COUNTING = {
    COHORT: _("Hồ sơ tiếp nhận trong kỳ, đến nay ra sao"),
    PERIOD: _("Mọi việc diễn ra trong kỳ"),
}
BASIS_WORDS = {
    DOSSIER: _("Đơn vị có thẩm quyền giải quyết"),
    RECEPTION: _("Đơn vị tiếp nhận"),
    LEG: _("Từng chặng của từng đơn vị"),
}
LEVEL_CHOICES = ("", "district,commune", *LEVELS)
DAYS = ("from", "to", "as_of")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was typed and what is wrong with it; no figure is shown beside errors.

    `errors` has a sentence by name of field; `question` is then the usual one.
    """

    question: Question
    typed: dict[str, str]
    errors: dict[str, str]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The form of the filter, for components/field.html."""
        question = self.question
        values = {
            "from": question.first,
            "to": question.last,
            "as_of": question.as_of or question.last,
        }
        labels = {"from": _("Từ ngày"), "to": _("Đến hết ngày"), "as_of": _("Chốt số liệu đến hết")}
        days = [
            {
                "name": name,
                "label": labels[name],
                "width": "w2",
                "value": self.typed.get(name) or f"{values[name]:%d/%m/%Y}",
                "error": self.errors.get(name, ""),
                "inputmode": "numeric",
            }
            for name in DAYS
        ]
        counting = COHORT if question.cohort else PERIOD
        return [
            *days,
            _select("level", _("Cấp"), "w2", ",".join(question.levels), _levels()),
            _select("count", _("Đếm"), "w4", counting, list(COUNTING.items())),
            _select("basis", _("Tính cho"), "w3", question.basis, list(BASIS_WORDS.items())),
        ]


def _select(
    name: str, label: Any, width: str, value: str, choices: list[tuple[str, Any]]
) -> dict[str, Any]:
    kept = {"name": name, "label": label, "width": width, "kind": "select"}
    return {**kept, "value": value, "choices": choices}


def _levels() -> list[tuple[str, Any]]:
    named: list[tuple[str, Any]] = [("", _("Tất cả")), ("district,commune", _("Huyện và xã"))]
    return [*named, *((level, str(LEVEL_WORDS[level]).capitalize()) for level in LEVELS)]


def usual(agency: str, today: date, levels: tuple[str, ...] = ()) -> Question:
    """This year up to the end of yesterday: the last day that is over everywhere."""
    last = today - timedelta(days=1)
    return Question(
        agency, last.replace(month=1, day=1), last, levels=levels, cohort=True, as_of=last
    )


def asked(get: QueryDict, agency: str, today: date, levels: tuple[str, ...] = ()) -> Asked:
    """What `?from=&to=&as_of=&level=&count=&basis=` ask for; each is the usual one if missing."""
    begin = usual(agency, today, levels)
    typed = {name: shown_again(get.get(name, ""), 40) for name in DAYS if get.get(name)}
    errors: dict[str, str] = {}
    days: dict[str, date] = {}
    for name, text in typed.items():
        try:
            days[name] = read_date(text, field=name)
        except Refused as no:
            errors[name] = refusal_words(no)
    if errors:
        return Asked(begin, typed, errors)
    values = _values(get, begin, days)
    try:
        _not_in_future(values, today)
        return Asked(replace(begin, **values), {}, {})
    except Refused as no:
        late_end = no.reason == "date_in_future" and values["last"] > today
        field = "to" if late_end or no.reason == "period_ends_before_it_begins" else "as_of"
        return Asked(begin, typed, {field: refusal_words(no)})


def _values(get: QueryDict, begin: Question, days: dict[str, date]) -> dict[str, Any]:
    last = days.get("to", begin.last)
    first = days.get("from", min(begin.first, last.replace(month=1, day=1)))
    level = get.get("level", ",".join(begin.levels))
    basis = get.get("basis", begin.basis)
    return {
        "first": first,
        "last": last,
        # A period that is over is looked at from its own end unless another day is asked for.
        "as_of": days.get("as_of", max(last, begin.last)),
        "levels": tuple(level.split(",")) if level in LEVEL_CHOICES and level else (),
        "cohort": get.get("count", COHORT) != PERIOD,
        "basis": basis if basis in BASES else DOSSIER,
    }


def _not_in_future(values: dict[str, Any], today: date) -> None:
    if max(values["last"], values["as_of"]) > today:
        raise Refused("date_in_future", latest=f"{today:%d/%m/%Y}")


def written(question: Question, **more: object) -> str:
    """The question as the tail of an address, with what else it needs."""
    kept = {name: value for name, value in more.items() if value not in ("", None)}
    return f"{_tail(question)}&{urlencode(kept)}" if kept else _tail(question)


@lru_cache(maxsize=256)
def _tail(question: Question) -> str:
    """One board asks the same of each unit, of each week, and for each figure."""
    values: dict[str, str] = {
        "from": question.first.isoformat(),
        "to": question.last.isoformat(),
        "as_of": question.as_of.isoformat() if question.as_of else "",
        "level": ",".join(question.levels),
        "count": COHORT if question.cohort else PERIOD,
        "basis": question.basis,
    }
    return urlencode({name: value for name, value in values.items() if value or name == "level"})


def board_url(question: Question, name: str = "board-of") -> str:
    """A page about an agency that asks the same question."""
    return f"{reverse(name, args=[question.agency])}?{written(question)}"


def behind_url(figure: str, question: Question, **more: object) -> str:
    """The list behind a number."""
    tail = written(question, figure=figure, agency=question.agency, **more)
    return f"{reverse('board-behind')}?{tail}"

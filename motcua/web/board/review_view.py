"""What a review's page shows, made of what was gathered and of the form's fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.agency_facts import LateLine
from motcua.domain.local_time import local_day
from motcua.domain.reviews import Name, Named, month_before
from motcua.domain.roles import Role
from motcua.reads.dossiers import names_of
from motcua.reads.durations import minutes_of_day, worked_words
from motcua.reads.law import agency_tree, calendar_of
from motcua.reads.reviews import heads_of, lines_about
from motcua.reads.words.reasons import LATENESS
from motcua.web.board.review_data import Gathered
from motcua.web.board.review_form import (
    RESPONSIBILITY_WORDS,
    WORKED_WORDS,
    Sheet,
    line_fields,
    rare_open,
    standing,
    written,
)
from motcua.web.formats import vn_percent

APOLOGY_WORDS = {
    "": _lazy("chưa xin lỗi"),
    "proposed": _lazy("chờ lãnh đạo ký"),
    "approved": _lazy("đã ký, chưa gửi"),
    "timely": _lazy("đã xin lỗi, kịp thời"),
    "late": _lazy("đã xin lỗi, muộn"),
}
KEPT_WORDS = {
    "to_resolve": _lazy("phải giải quyết"),
    "late": _lazy("trễ hạn"),
    "in_process": _lazy("đang giải quyết"),
    "overdue": _lazy("quá hạn chưa xong"),
}
HEADING = frozenset({Role.LEADER, Role.DIVISION_HEAD, Role.ONE_STOP_HEAD})


def about_me(found: Gathered, held: Sequence[Membership], person: int) -> list[Name]:
    """Of those a review names: the viewer, and the units that the viewer heads."""
    headed = {one.agency for one in held if one.role in HEADING}
    units = [one.agency for one in found.backlog]
    named = dict.fromkeys([*(one.name for one in found.named), *((unit, None) for unit in units)])
    return [
        name
        for name in named
        if name[1] == person or (name[1] is None and name[0] in headed and name[0] != found.agency)
    ]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says names of agencies and people, and working time, as one page needs them."""

    people: dict[int, str]
    per_day: int
    tree: AgencyTree
    today: date

    def who(self, name: Name) -> str:
        """Somebody by name: a unit, or a person with their unit."""
        unit = self.tree.short_name(name[0], self.today)
        person = self.people.get(name[1] or 0, "") if name[1] else ""
        return f"{person}, {unit}" if person else unit

    def time(self, minutes: int) -> str:
        """Working minutes as people say them."""
        return worked_words(minutes, self.per_day)


def shown(
    sheet: Sheet, *, fills: bool, whole: bool, mine: list[Name], now: datetime
) -> dict[str, Any]:
    """The page's context. `fills`: the viewer may write; `whole`: may see everybody's lines."""
    found, today = sheet.found, local_day(now)
    below = agency_tree().subtree(found.agency)
    heads = heads_of(below, today) if fills else []
    say = _speaker(found, now)
    wanted = found.wanted if whole else [name for name in found.wanted if name in mine]
    owners = _owners(heads, found, say)
    lines = found.lines if whole else lines_about(found.lines, mine)
    lacking = set(found.lacking)
    named = {one.name: one for one in found.named}
    rows = [
        _row(sheet, name, named.get(name), say, owners, fills=fills, lacking=name in lacking)
        for name in wanted
    ]
    over = {(one.agency, None) for one in found.backlog}
    return {
        "found": found,
        "review": found.review,
        "period": found.review.opened,
        "fills": fills,
        "whole": whole,
        "days_late": found.review.days_late(today),
        "lacking": len(lacking),
        "errors": [{"field": name, "words": words} for name, words in sheet.errors.items()],
        "verdicts": _verdicts(sheet, say, fills=fills) if whole else [],
        "units": [row for row in rows if row["name"] in over],
        "collectives": [r for r in rows if r["name"][1] is None and r["name"] not in over],
        "people": [row for row in rows if row["name"][1] is not None],
        "outside": _outside(found, say) if whole else [],
        "lines": [_late(line, say) for line in lines],
        "answers": _answers(found, say, mine, whole=whole),
        "mine": [{"value": written(name), "words": say.who(name)} for name in mine],
        "statement": found.words.of(found.review.signed.statement) if found.review.signed else "",
        "moved": _moved(found),
        "backlog_percent": found.order.backlog_percent,
        "before_month": month_before(found.month),
    }


def _moved(found: Gathered) -> list[dict[str, Any]]:
    rows = found.moved.items()
    return [{"words": KEPT_WORDS[n], "signed": signed, "now": now} for n, (signed, now) in rows]


def _speaker(found: Gathered, now: datetime) -> Speaker:
    ids = {share.person or 0 for line in found.lines for share in line.shares}
    ids |= {line.holder.person or 0 for line in found.lines if line.holder}
    ids |= {line.owner or 0 for line in found.review.lines.values()}
    ids |= {answer.person or 0 for answer, _by in found.review.answers}
    ids |= {by for _answer, by in found.review.answers}
    if found.before:
        measures = found.before.measures()
        ids |= {line.owner or 0 for line in measures.values()} | {n[1] or 0 for n in measures}
    per_day = minutes_of_day(now, calendar_of(found.agency))
    return Speaker(names_of(ids), per_day, agency_tree(), local_day(now))


def _owners(heads: list[tuple[int, str]], found: Gathered, say: Speaker) -> list[tuple[str, str]]:
    known = dict(heads)
    for one in found.named:
        if one.person:
            known.setdefault(one.person, say.people.get(one.person, ""))
    return [(str(person), name) for person, name in known.items() if name]


def _row(
    sheet: Sheet,
    name: Name,
    named: Named | None,
    say: Speaker,
    owners: list[tuple[str, str]],
    *,
    fills: bool,
    lacking: bool,
) -> dict[str, Any]:
    backlog = next((one for one in sheet.found.backlog if (one.agency, None) == name), None)
    said = standing(sheet.found, name)
    rate = Fraction(backlog.overdue, backlog.in_process) if backlog else None
    return {
        "name": name,
        "id": written(name),
        "who": say.who(name),
        "minutes": say.time(named.minutes) if named else "",
        "dossiers": named.dossiers if named else 0,
        "backlog": backlog,
        "rate": vn_percent(rate) if rate is not None else "",
        "lacking": lacking,
        "fields": line_fields(sheet, name, owners) if fills else None,
        "rare_open": fills and rare_open(sheet, name),
        "said": said if said["cause"] else None,
        "cause": LATENESS.get(said["cause"], ""),
        "responsibility": RESPONSIBILITY_WORDS.get(said["responsibility"], ""),
        "owner": say.people.get(int(said["owner"] or 0), ""),
    }


def _verdicts(sheet: Sheet, say: Speaker, *, fills: bool) -> list[dict[str, Any]]:
    found = sheet.found
    if found.before is None:
        return []
    rows = []
    for name, line in found.before.measures().items():
        tail, judged = written(name), found.review.judged.get(name)
        worked = sheet.values.get(f"worked:{tail}", judged.worked if judged else "")
        told = sheet.values.get(f"told:{tail}", found.words.of(judged.note) if judged else "")
        choices = [("", _("Chọn mức đánh giá")), *WORKED_WORDS.items()]
        rows.append(
            {
                "who": say.who(name),
                "measure": found.words.of(line.measure),
                "owner": say.people.get(line.owner or 0, ""),
                "due": line.due,
                "worked": WORKED_WORDS.get(worked, ""),
                "told": told,
                "fields": [
                    {
                        "name": f"worked:{tail}",
                        "label": _("Biện pháp có kết quả không"),
                        "kind": "select",
                        "width": "w4",
                        "value": worked,
                        "choices": choices,
                    },
                    {"name": f"told:{tail}", "label": _("Nhận xét"), "width": "w8", "value": told},
                ]
                if fills
                else None,
            }
        )
    return rows


def _outside(found: Gathered, say: Speaker) -> list[dict[str, Any]]:
    others = [one for one in found.named if not say.tree.is_within(one.agency, found.agency)]
    return [
        {"who": say.who(one.name), "minutes": say.time(one.minutes), "dossiers": one.dossiers}
        for one in others
    ]


def _late(line: LateLine, say: Speaker) -> dict[str, Any]:
    holder = line.holder
    return {
        "line": line,
        "holder": say.who((holder.agency, holder.person)) if holder else _("chưa ai nhận"),
        "minutes": say.time(line.minutes) if line.minutes else _("chưa hết một giờ làm việc"),
        "reason": LATENESS.get(line.reason, "") or _("chưa nêu lý do"),
        "apology": APOLOGY_WORDS[line.apology],
    }


def _answers(
    found: Gathered, say: Speaker, mine: list[Name], *, whole: bool
) -> list[dict[str, Any]]:
    return [
        {
            "who": say.who((answer.agency, answer.person)),
            "by": say.people.get(by, ""),
            "at": answer.happened,
            "words": found.words.of(answer.answer) or _("(đã xóa)"),
        }
        for answer, by in found.review.answers
        if whole or (answer.agency, answer.person) in mine
    ]

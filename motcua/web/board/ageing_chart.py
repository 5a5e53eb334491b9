"""Open dossiers by how long they are overdue, as bars with the list behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.statistics.ageing import Age, begun
from motcua.statistics.figures import Row
from motcua.statistics.question import Question
from motcua.web.board.asked import behind_url
from motcua.web.board.charts import share


@dataclass(frozen=True, slots=True)
class AgeBar:
    """One class: words, count, its width in percent of the widest, and the list behind it."""

    words: str
    count: int
    width: str
    late: bool
    url: str


def ageing(found: Sequence[Age], total: Row, question: Question, day: date) -> list[AgeBar]:
    """In term first, then ever later; empty where nothing is open."""
    in_term = total.figures["in_term"]
    most = max([in_term, *(one.count for one in found)])
    if not most:
        return []
    url = behind_url("in_term", question) if in_term else ""
    first = AgeBar(_("Chưa quá hạn"), in_term, share(in_term, most), late=False, url=url)
    return [first, *(_bar(one, most, question, day) for one in found)]


def _bar(age: Age, most: int, question: Question, day: date) -> AgeBar:
    after, before = begun(age.since, age.until, day)
    more = {"begun_from": after.isoformat() if after else "", "begun_before": before.isoformat()}
    url = behind_url("overdue", question, **more) if age.count else ""
    return AgeBar(_words(age), age.count, share(age.count, most), late=True, url=url)


def _words(age: Age) -> str:
    if age.until is None:
        return _("Quá hạn trên %(days)s ngày") % {"days": age.since - 1}
    return _("Quá hạn %(since)s–%(until)s ngày") % {"since": age.since, "until": age.until}

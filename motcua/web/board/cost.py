"""What the rate costs: points of indices that hang on it, or that they are not known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.domain.scores import Score
from motcua.statistics.figures import Row
from motcua.web.board.headline import SHOWN_RATE
from motcua.web.formats import vn_number

CONFIDENCE: dict[str, Promise | str] = {
    "confirmed": gettext_lazy("đã đối chiếu văn bản"),
    "medium": gettext_lazy("chưa đối chiếu đủ văn bản"),
    "low": gettext_lazy("chưa đọc được văn bản"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion in words: what it gives for this rate, of how many points, and from where."""

    index: str
    criterion: str
    earned: str
    source: str
    confidence: str


def cost(scores: Iterable[Score], total: Row, day: date) -> list[Line]:
    """The criteria in force that day."""
    return [_line(one, total) for one in scores if one.holds_on(day)]


def _line(score: Score, total: Row) -> Line:
    earned = score.earned(*total.rates[SHOWN_RATE])
    if score.points is None:
        words = _("Điểm tối đa và ngưỡng: chưa rõ")
    elif earned is None:
        words = _("Tối đa %(most)s điểm") % {"most": vn_number(score.points)}
    else:
        points = {
            "earned": vn_number(Fraction(floor(earned * 100), 100)),
            "most": vn_number(score.points),
        }
        words = _("Được %(earned)s trên %(most)s điểm") % points
    confidence = str(CONFIDENCE[score.confidence])
    return Line(score.index, score.criterion, words, score.source, confidence)

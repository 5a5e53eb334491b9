"""The nine indices of TT 01/2018/TT-VPCP art. 13-15, as far as the system's own data go.

Each dossier scores 2, 1 or 0; an index is the mean, with one decimal. What nobody has measured has
no score: it is left out of the sum, never counted as 0 or 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from math import floor
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.domain.tally import LEG
from motcua.statistics.drill import told_behind
from motcua.statistics.figures import answer
from motcua.statistics.official import directly
from motcua.statistics.question import Question

MOST: Final = 2
ALL: Final = 9
CLASSES: Final = (
    (15, _("Xuất sắc")),
    (12, _("Tốt")),
    (9, _("Khá")),
    (6, _("Trung bình")),
    (0, _("Yếu")),
)
"""Of a sum out of 18: from how much on, and the word (art. 15)."""
NAMES: Final = {
    1: _("Thời gian giải quyết so với thời hạn"),
    2: _("Thời gian thực hiện của từng đơn vị tham gia"),
    3: _("Số lần phải liên hệ để hoàn thiện hồ sơ"),
    4: _("Số cơ quan phải liên hệ"),
    5: _("Tiếp nhận, thẩm định, phê duyệt, trả kết quả tại Bộ phận Một cửa"),
    6: _("Công khai thủ tục hành chính"),
    7: _("Thái độ phục vụ"),
    8: _("Xử lý phản ánh, kiến nghị"),
    9: _("Dịch vụ công trực tuyến"),
}
SOURCES: Final = {
    1: _("Hồ sơ có kết quả trong kỳ: trước hạn 2, đúng hạn 1, quá hạn 0"),
    2: _("Chặng xử lý kết thúc trong kỳ: trước hạn 2, đúng hạn 1, quá hạn 0"),
    3: _("Hồ sơ có kết quả trong kỳ: không phải bổ sung 2, một lần 1, nhiều hơn 0"),
}
_SUPPLEMENTS = """(SELECT count(*) FROM motcua_mark s WHERE s.dossier_key = m.dossier_key
 AND s.basis = 'dossier' AND s.kind = 'supplement' AND s.known < %(t)s
 AND (s.known_gone IS NULL OR s.known_gone >= %(t)s))"""


@dataclass(frozen=True, slots=True)
class Index:
    """One index: points over dossiers (or legs); `den` 0 means that there are no data."""

    number: int
    points: int = 0
    den: int = 0

    @property
    def score(self) -> Fraction | None:
        """The mean, cut to one decimal; None without data."""
        return None if self.den == 0 else Fraction(floor(Fraction(self.points * 10, self.den)), 10)


@dataclass(frozen=True, slots=True)
class Scored:
    """All nine, the sum of those with data and how much it could be at most.

    `of_18` is that sum in proportion to all nine, and `grade` its class; '' where nothing has data.
    The circular says that missing indices are left out; reading its classes in proportion is ours.
    """

    indices: tuple[Index, ...]

    @property
    def sum(self) -> Fraction:
        """The sum of the scores there are."""
        return sum((one.score for one in self.indices if one.score is not None), Fraction(0))

    @property
    def most(self) -> int:
        """What the sum could be at most."""
        return MOST * sum(one.score is not None for one in self.indices)

    @property
    def of_18(self) -> Fraction:
        """The sum in proportion to nine indices, cut to one decimal."""
        if not self.most:
            return Fraction(0)
        return Fraction(floor(self.sum * MOST * ALL * 10 / self.most), 10)

    @property
    def grade(self) -> str:
        """The class, in the circular's word and the language of the page."""
        if not self.most:
            return ""
        return next(gettext(word) for least, word in CLASSES if self.of_18 >= least)


def indices(question: Question, now: datetime) -> Scored:
    """The nine indices of an agency that solves directly. Four statements."""
    asked = directly(question)
    dossiers = answer(asked, now).total.figures
    legs = answer(replace(asked, basis=LEG), now).total.figures
    known = {
        1: _kept(1, dossiers),
        2: _kept(2, legs),
        3: _contacts(told_behind(f"{_SUPPLEMENTS}, count(*)", "1", "solved", asked, now)),
    }
    return Scored(tuple(known.get(number, Index(number)) for number in NAMES))


def _kept(number: int, figures: dict[str, int]) -> Index:
    points = 2 * figures["solved_early"] + figures["solved_on_time"]
    return Index(number, points, figures["solved"])


def _contacts(rows: Iterable[tuple[int, int]]) -> Index:
    points = den = 0
    for times, n in rows:
        points += max(0, MOST - times) * n
        den += n
    return Index(3, points, den)

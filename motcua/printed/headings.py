"""How long names are set over several lines: agencies in the head, people under a signature.

NĐ 30/2020/NĐ-CP, Phụ lục I shows names parted where they are read apart ("ỦY BAN NHÂN DÂN" over
"HUYỆN PHÙ CÁT"), which no line breaker knows.
"""

import re
from itertools import combinations

AGENCY_WIDTH = 22
"""Capitals of 9 points that fit beside the national title on A5."""

PERSON_WIDTH = 28
"""Letters of 10.5 points, bold, that fit under one of two signatures on A5."""

MOST_PARTS = 16
"""More parts than that are no name; trying every way of setting them would take long."""

_PARTS = re.compile(
    r"(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn) .+"
    r"|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|trung tâm|văn phòng|bộ phận|phục vụ"
    r"|hành chính công|tiếp nhận|và trả kết quả|một cửa|và \S+|\S+",
    re.IGNORECASE,
)


def agency_lines(name: str) -> list[str]:
    """An agency's name in as few lines as fit, parted before whole phrases, as even as can be.

    >>> agency_lines("Ủy ban nhân dân huyện Phù Cát")
    ['Ủy ban nhân dân', 'huyện Phù Cát']
    """
    return _even(_PARTS.findall(name), AGENCY_WIDTH)


def person_lines(name: str) -> list[str]:
    """A person's name in as few lines as fit, as even as can be."""
    return _even(name.split(" "), PERSON_WIDTH)


def _even(parts: list[str], width: int) -> list[str]:
    """Rows of at most `width` letters; one row, left to the page, if four of them do not do."""
    if len(parts) > MOST_PARTS:
        return [" ".join(parts)]
    for breaks in range(min(len(parts), 4)):
        ways = (_split(parts, cuts) for cuts in combinations(range(1, len(parts)), breaks))
        fitting = [way for way in ways if all(len(" ".join(row)) <= width for row in way)]
        if fitting:
            return [" ".join(row) for row in min(fitting, key=_cost)]
    return [" ".join(parts)] if parts else []


def _split(parts: list[str], cuts: tuple[int, ...]) -> list[list[str]]:
    edges = (0, *cuts, len(parts))
    return [parts[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def _cost(way: list[list[str]]) -> int:
    """Uneven rows cost their square; a row that starts in the middle of a phrase costs more."""
    lengths = [len(" ".join(row)) for row in way]
    mid_phrase = sum(" " not in row[0] for row in way[1:])
    return sum(length * length for length in lengths) + 400 * mid_phrase

"""How long names are set over several lines: agencies in the head, people under a signature.

NĐ 30/2020/NĐ-CP, Phụ lục I shows names parted where they are read apart ("ỦY BAN NHÂN DÂN" over
"HUYỆN PHÙ CÁT"), which no line breaker knows.
"""

import re
from itertools import combinations, pairwise

AGENCY_WIDTH = 22
"""Capitals of 9 points that fit beside the national title on A5."""

PERSON_WIDTH = 28
"""Letters of 10.5 points, bold, that fit under one of two signatures on A5."""

MOST_ROWS = 4
MOST_PARTS = 16
"""More parts than that are no name; trying every way of setting them would take long."""

_PARTS = re.compile(
    r"(?:tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn) .+"
    r"|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|trung tâm|văn phòng|bộ phận|phục vụ"
    r"|hành chính công|tiếp nhận|và trả kết quả|một cửa|và \S+|\S+",
    re.IGNORECASE,
)


def agency_lines(name: str) -> list[str]:
    """An agency's name in few, even lines, parted before whole phrases where that can be.

    >>> agency_lines("Ủy ban nhân dân huyện Phù Cát")
    ['Ủy ban nhân dân', 'huyện Phù Cát']
    """
    return _even(_PARTS.findall(name), AGENCY_WIDTH)


def person_lines(name: str) -> list[str]:
    """A person's name in few, even lines."""
    return _even(name.split(" "), PERSON_WIDTH)


def _even(parts: list[str], width: int) -> list[str]:
    """At most four rows of at most `width` letters; else one row, left to the page to break."""
    whole = " ".join(parts)
    if len(parts) > MOST_PARTS:
        return [whole]
    ways = (
        _split(parts, cuts)
        for breaks in range(min(len(parts), MOST_ROWS))
        for cuts in combinations(range(1, len(parts)), breaks)
    )
    fitting = [way for way in ways if all(len(" ".join(row)) <= width for row in way)]
    if fitting:
        return [" ".join(row) for row in min(fitting, key=_cost)]
    return [whole] if whole else []


def _split(parts: list[str], cuts: tuple[int, ...]) -> list[list[str]]:
    edges = (0, *cuts, len(parts))
    return [parts[a:b] for a, b in pairwise(edges)]


def _cost(way: list[list[str]]) -> int:
    """Long rows cost their square, each row its place, a row that starts inside a phrase more."""
    squares = sum(len(" ".join(row)) ** 2 for row in way)
    inside_phrase = sum(" " not in row[0] for row in way[1:])
    return squares + 250 * len(way) + 400 * inside_phrase

"""Where the marks of a chart stand. Charts are drawn here, as SVG in the page: no script, no
request, every mark a link, the same on paper; the table beside it holds the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

HEIGHT = 190
"""Pixels of the plot; across, everything is in percent of its width."""


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: `x` in percent, `y` in pixels from the top; `label` '' where no figure is said."""

    x: str
    y: str
    label: str
    label_y: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A line of rates. `pieces`: runs without a gap, as points of a polyline 100 wide."""

    points: Sequence[Point]
    pieces: Sequence[str]
    grid: Sequence[tuple[str, str]]
    goal_y: str


@dataclass(frozen=True, slots=True)
class Told:
    """A rate to be drawn (None: nothing to tell of that week), with its words and its list."""

    rate: Fraction | None
    shown: str
    words: str
    url: str


def trend(told: Sequence[Told], goal: int | None) -> Trend:
    """The plot of rates in percent, from the ten below the lowest up to 100."""
    rates = [one.rate for one in told if one.rate is not None]
    lowest = min([*rates, Fraction(goal or 100, 100)])
    floor_ = min(90, floor(lowest * 10) * 10)
    points: list[Point] = []
    pieces: list[str] = []
    run: list[str] = []
    named = _named(told)
    for place, one in enumerate(told):
        x = Fraction(100 * (2 * place + 1), 2 * len(told))
        if one.rate is None:
            pieces, run = [*pieces, *_piece(run)], []
            continue
        y = _y(one.rate * 100, floor_)
        run.append(f"{float(x):.2f},{y}")
        above = float(y) > 20 and (place == 0 or one.rate >= (told[place - 1].rate or 0))
        label_y = f"{float(y) + (-12 if above else 24):.1f}"
        label = one.shown if place in named else ""
        points.append(Point(f"{float(x):.2f}%", y, label, label_y, one.url, one.words))
    step = 10 if floor_ >= 50 else 25
    marks = range(floor_ - floor_ % step, 101, step)
    grid = [(f"{mark} %", _y(Fraction(mark), floor_)) for mark in marks if mark >= floor_]
    goal_y = "" if goal is None else _y(Fraction(goal), floor_)
    return Trend(points, [*pieces, *_piece(run)], grid, goal_y)


def _named(told: Sequence[Told]) -> set[int]:
    """First, last, lowest: the figures that are said beside the line."""
    at = [place for place, one in enumerate(told) if one.rate is not None]
    if not at:
        return set()
    return {at[0], at[-1], min(at, key=lambda place: (told[place].rate, place))}


def _piece(run: Sequence[str]) -> list[str]:
    return [" ".join(run)] if len(run) > 1 else []


def _y(percent: Fraction, floor_: int) -> str:
    return f"{float(HEIGHT * (100 - percent) / (100 - floor_)):.1f}"


def share(part: int, whole: int) -> str:
    """A part in percent of a bar's whole width, '0.00' of nothing.

    >>> share(1404, 2600)
    '54.00'
    """
    return f"{100 * part / whole:.2f}" if whole else "0.00"

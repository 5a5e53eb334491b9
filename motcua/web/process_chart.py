"""The way of a dossier through its agencies as a drawing: a column for each, a box for each step.

The table beside it says the same; the drawing is for whoever wants to see how often a dossier
changes hands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

LANE, HEAD, ROW = 208, 52, 100
BOX_WIDTH, BOX_HEIGHT = 184, 74
"""In units of the drawing, which are pixels where it has room."""


class Drawn(Protocol):
    """A step as it is drawn (web.sheet.StepLine)."""

    @property
    def number(self) -> int:
        """Its place in the process."""

    @property
    def name(self) -> str:
        """What is done."""

    @property
    def where(self) -> str:
        """At which agency, in words."""

    @property
    def role(self) -> str:
        """By whom, in words."""

    @property
    def only_at(self) -> str:
        """Where it is only for dossiers handed in at some levels: where; '' for all."""


@dataclass(frozen=True, slots=True)
class Lane:
    """An agency: its column's left edge and middle, and whether it is shaded."""

    words: str
    x: int
    middle: int
    shaded: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A step: left upper corner; dashed where not every dossier takes it."""

    step: Drawn
    x: int
    y: int

    @property
    def dashed(self) -> bool:
        """Whether only some dossiers take it."""
        return bool(self.step.only_at)


@dataclass(frozen=True, slots=True)
class Chart:
    """All of it, with the size of the drawing; `arrows` are paths from one step to the next, `tips`
    the points of their heads."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    tips: tuple[str, ...]
    hands: int
    """How often a dossier passes from one agency to another."""
    lane: int = LANE
    head: int = HEAD
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def process_chart(steps: Sequence[Drawn]) -> Chart | None:
    """The drawing; None for a process of fewer than two steps, where there is nothing to see."""
    if len(steps) < 2:
        return None
    places = list(dict.fromkeys(step.where for step in steps))
    lanes = tuple(
        Lane(words, at * LANE, at * LANE + LANE // 2, shaded=at % 2 == 0)
        for at, words in enumerate(places)
    )
    middle = {lane.words: lane.middle for lane in lanes}
    boxes = tuple(
        Box(step, middle[step.where] - BOX_WIDTH // 2, HEAD + at * ROW)
        for at, step in enumerate(steps)
    )
    ways = [
        _way(middle[step.where], box.y + BOX_HEIGHT, middle[following.where], box.y + ROW)
        for (step, following), box in zip(pairwise(steps), boxes, strict=False)
    ]
    return Chart(
        width=len(lanes) * LANE,
        height=HEAD + len(steps) * ROW - (ROW - BOX_HEIGHT) + 12,
        lanes=lanes,
        boxes=boxes,
        arrows=tuple(line for line, _ in ways),
        tips=tuple(tip for _, tip in ways),
        hands=sum(a.where != b.where for a, b in pairwise(steps)),
    )


def _way(x: int, y: int, to_x: int, to_y: int) -> tuple[str, str]:
    """Down, across where the agency changes, and down; and the point of the arrow."""
    half = (y + to_y) // 2
    across = "" if x == to_x else f" V{half} H{to_x}"
    return f"M{x} {y}{across} V{to_y - 5}", f"M{to_x - 5} {to_y - 7} h10 l-5 7 z"

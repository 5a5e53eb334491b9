"""The rows of a board: units worst first, each with its bar; those without dossiers apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from motcua.domain.agencies import AgencyTree
from motcua.domain.orders import Order
from motcua.statistics.figures import Row
from motcua.statistics.question import Question
from motcua.statistics.rates import meets
from motcua.web.board.asked import behind_url, board_url
from motcua.web.board.charts import share
from motcua.web.board.headline import SHOWN_RATE, percent

COLUMNS = ("received", "solved", "late", "overdue", "waiting")
PLACE = ("thành phố", "thị xã", "thị trấn", "huyện", "phường", "xã")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the list behind it ('' where it is nothing)."""

    count: int
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the ranking. `ok` and `late` are parts of the bar in percent; `failing` with an
    order only."""

    key: str
    name: str
    url: str
    rate: str
    failing: bool
    ok: str
    late: str
    cells: tuple[Cell, ...]
    share: str


def short(name: str) -> str:
    """A unit's name as a list under its parent shows it: without what all of them are.

    >>> short("UBND huyện Phù Cát"), short("Trung tâm PVHCC tỉnh")
    ('Phù Cát', 'Trung tâm PVHCC tỉnh')
    """
    text = name.removeprefix("UBND ")
    for kind in PLACE if text != name else ():
        text = text.removeprefix(f"{kind} ")
    return text


def names_of(rows: Sequence[Row], tree: AgencyTree, question: Question) -> dict[str, str]:
    """The short name of each row by its key; two that would read the same stay whole."""
    whole = {row.key: tree.short_name(row.key, question.last) for row in rows}
    cut = {row.key: whole[row.key] if row.own else short(whole[row.key]) for row in rows}
    twice = [name for name in cut.values() if list(cut.values()).count(name) > 1]
    return {key: whole[key] if name in twice else name for key, name in cut.items()}


def ranking(
    rows: Sequence[Row],
    total: Row,
    names: dict[str, str],
    question: Question,
    order: Order | None,
) -> tuple[list[Bar], list[Bar]]:
    """Those with a rate, worst first; and those of which nothing can be told."""
    told = ranked(rows)
    late = total.figures["late"]
    drawn = [_bar(row, names[row.key], question, order, late) for row in told]
    silent = [_bar(row, names[row.key], question, order, late) for row in rows if row.silent]
    return drawn, silent


def ranked(rows: Iterable[Row]) -> list[Row]:
    """Those of which a rate can be told, worst first."""
    return sorted((row for row in rows if not row.silent), key=_worst_first)


def _worst_first(row: Row) -> tuple[Fraction, int, str]:
    num, den = row.rates[SHOWN_RATE]
    return Fraction(num, den), -row.figures["late"], row.key


def _bar(row: Row, name: str, question: Question, order: Order | None, late: int) -> Bar:
    num, den = row.rates[SHOWN_RATE]
    own = {"own": "1"} if row.own else {}
    here = replace(question, agency=row.key, by="")
    return Bar(
        key=row.key,
        name=name,
        url="" if row.own else board_url(here),
        rate=percent(num, den),
        failing=order is not None and den > 0 and not meets(num, den, order.share),
        ok=share(num, den),
        late=share(den - num, den),
        cells=cells(row, here, **own),
        share=percent(row.figures["late"], late) if late else "",
    )


def cells(row: Row, question: Question, **more: str) -> tuple[Cell, ...]:
    """The figures of a row, each with the list behind it."""
    return tuple(
        Cell(
            row.figures[name],
            behind_url(name, question, **more) if row.figures[name] else "",
            name,
        )
        for name in COLUMNS
    )

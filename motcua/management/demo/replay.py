"""Plays a plan through the door, in slices that are committed one by one and may be left off."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.domain.refusal import Refused
from motcua.management.demo.ending import refused_reception
from motcua.management.demo.journeys import Life
from motcua.management.demo.planned import Planned
from motcua.management.demo.registers import numbers_in_order, with_number
from motcua.management.demo.setting import Setting
from motcua.management.workers import forked
from motcua.reads.demo import kept

SLICE = 250
"""Dossiers in one transaction."""

Advance = Callable[[int], None]


class PlanMissed(Exception):
    """The engine made something else of a dossier than was planned; the message names it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some dossiers of one group, in order of time; `first` of them tells whether it is done."""

    group: str
    dossiers: Sequence[Planned]

    @property
    def first(self) -> UUID:
        """The key by which one sees that the slice was committed."""
        return self.dossiers[0].key


def slices(group: str, dossiers: Sequence[Planned]) -> list[Slice]:
    """A group cut up."""
    return [Slice(group, dossiers[at : at + SLICE]) for at in range(0, len(dossiers), SLICE)]


def requests_of(piece: Slice, setting: Setting, until: datetime) -> Iterator[Request]:
    """All that is asked of these dossiers, one after the other."""
    for planned in piece.dossiers:
        number = setting.numbers.get(planned.key)
        for request in Life(planned, setting).requests(until):
            yield with_number(request, number)
        refused = refused_reception(planned, setting, setting.procedures[planned.procedure])
        if refused is not None:
            yield refused


def play(piece: Slice, setting: Setting) -> int:
    """One transaction; how many dossiers. PlanMissed when one does not end as planned."""
    cutoff = setting.scenario.cutoff
    requests = list(requests_of(piece, setting, cutoff))
    last: dict[UUID, Done] = {}
    outcomes = perform_many(requests, now=setting.scenario.opens, silent=True)
    for request, outcome in zip(requests, outcomes, strict=True):
        if isinstance(outcome, Refused):
            told = f"{type(request.command).__name__} at {request.at}"
            raise PlanMissed(f"{request.key}: {told} was refused: {outcome}")
        last[request.key] = outcome
    for planned in piece.dossiers:
        dossier = last[planned.key].dossier
        known = dossier.last_recorded
        if not planned.kept_by(dossier, cutoff) or (known is not None and known > cutoff):
            stands = f"{dossier.state}, due {dossier.legal_due}, finished {dossier.finished}"
            raise PlanMissed(f"{dossier.code} was to be {planned.outcome}: {stands}")
    return len(piece.dossiers)


def replay(
    groups: dict[str, list[Planned]], setting: Setting, *, workers: int, advance: Advance
) -> None:
    """Play all that is not played yet; groups side by side in so many processes."""
    pieces = {key: slices(key, dossiers) for key, dossiers in groups.items()}
    done = kept([piece.first for cut in pieces.values() for piece in cut])
    left: list[list[Slice]] = []
    for cut in pieces.values():
        advance(sum(len(piece.dossiers) for piece in cut if piece.first in done))
        left.append([piece for piece in cut if piece.first not in done])
    left = sorted((cut for cut in left if cut), key=len, reverse=True)
    if not left:
        return
    setting = replace(setting, numbers=numbers_in_order(groups, setting, workers))
    if workers > 1 and len(left) > 1 and sys.platform.startswith("linux"):
        _side_by_side(left, setting, workers, advance)
        return
    for cut in left:
        for piece in cut:
            advance(play(piece, setting))


def _side_by_side(
    left: list[list[Slice]], setting: Setting, workers: int, advance: Advance
) -> None:
    global _setting
    _setting = setting
    with forked(workers) as pool:
        try:
            # Within a group one slice follows the other: its numbers come in order.
            following = {pool.submit(_play, cut[0]): cut for cut in left}
            while following:
                future = next(as_completed(following))
                cut = following.pop(future)
                advance(future.result())
                if cut[1:]:
                    following[pool.submit(_play, cut[1])] = cut[1:]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_setting: Setting | None = None


def _play(piece: Slice) -> int:
    assert _setting is not None
    return play(piece, _setting)

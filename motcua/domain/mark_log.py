"""The log of marks: which versions facts make, end and take back, and the signed counts of them.

Pure: the door writes what it collects, verify collects it again and compares.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from motcua.domain.dossier import Dossier
from motcua.domain.facts import Entry
from motcua.domain.local_time import local_day
from motcua.domain.tally import (
    CHANGING,
    DOSSIER,
    ONLINE,
    RECEIVED,
    RECEIVED_ONLINE,
    RECEPTION,
    Count,
    Mark,
    Marks,
    counted,
    counted_end,
    marks_after,
    overdue_marks,
)

COLUMNS = (
    *("dossier_key", "basis", "kind", "number", "version", "unit", "receiving", "procedure"),
    *("channel", "received", "begins", "ends", "ended_as", "known", "known_ended", "known_gone"),
)
"""What a version is made of, in order."""
ENDS, ENDED_AS, KNOWN_ENDED, KNOWN_GONE = (
    COLUMNS.index(name) for name in ("ends", "ended_as", "known_ended", "known_gone")
)
COUNTED = (*("recorded", "happened", "received", "basis", "unit", "procedure", "channel", "kind"),)
"""What a signed count is about, in order."""

Key = UUID | str
"""The key of a dossier, or its text: one of them throughout a log."""
Place = tuple[Key, str, str, int]


class MarkLog:
    """What became different: new versions, ends that came, and the sums of signed counts."""

    def __init__(self) -> None:
        self.rows: list[list[object]] = []
        self.live: dict[Place, list[object]] = {}
        self.closed: dict[Place, list[object]] = {}
        self.counts: defaultdict[tuple[object, ...], int] = defaultdict(int)
        self._days = _Days()

    def note(self, key: Key, before: Marks | None, after: Dossier, entry: Entry) -> Marks | None:
        """What this fact made of the marks of `before`; the marks after it (None: unchanged)."""
        if type(entry.fact) not in CHANGING:
            return None
        old = before or {}
        new = marks_after(old, after, entry.fact)
        self._compare(key, old, new, after, entry)
        return new

    def note_moved(self, key: Key, before: Dossier, after: Dossier, entry: Entry) -> None:
        """The same of a fact that `moves_dates_alone`, by the states before and after it."""
        self._compare(key, overdue_marks(before), overdue_marks(after), after, entry)

    def _compare(self, key: Key, old: Marks, new: Marks, after: Dossier, entry: Entry) -> None:
        for place, mark in new.items():
            known = old.get(place)
            if known is None:
                self._add(key, mark, after, entry)
            elif known is not mark and known != mark:
                self._change(key, known, mark, after, entry)
        if not old.keys() <= new.keys():
            for place, mark in old.items():
                if place not in new:
                    self._take_back(key, mark, after, entry)

    def _add(self, key: Key, mark: Mark, dossier: Dossier, entry: Entry) -> None:
        known, ended = entry.recorded, None if mark.ends is None else entry.recorded
        row: list[object] = [key, mark.basis, mark.kind, mark.number, entry.number, mark.unit]
        row += [dossier.receiving, dossier.procedure, dossier.channel, self._received(dossier)]
        row += [mark.begins, mark.ends, mark.ended_as, known, ended, None]
        self.rows.append(row)
        self.live[key, mark.basis, mark.kind, mark.number] = row
        self._count(counted(mark), mark.unit, dossier, entry, 1)

    def _change(self, key: Key, old: Mark, new: Mark, dossier: Dossier, entry: Entry) -> None:
        if old.ends is not None or (old.unit, old.begins) != (new.unit, new.begins):
            self._take_back(key, old, dossier, entry)
            self._add(key, new, dossier, entry)
            return
        place = (key, new.basis, new.kind, new.number)
        row = self.live.get(place)
        if row is not None:
            row[ENDS], row[ENDED_AS], row[KNOWN_ENDED] = new.ends, new.ended_as, entry.recorded
        else:
            self.closed[place] = [new.ends, new.ended_as, entry.recorded, None]
        self._count(counted_end(new), new.unit, dossier, entry, 1)

    def _take_back(self, key: Key, mark: Mark, dossier: Dossier, entry: Entry) -> None:
        place = (key, mark.basis, mark.kind, mark.number)
        row = self.live.pop(place, None)
        if row is not None:
            row[KNOWN_GONE] = entry.recorded
        else:
            ends, how, known_ended, _gone = self.closed.get(place, [None, "", None, None])
            self.closed[place] = [ends, how, known_ended, entry.recorded]
        self._count(counted(mark), mark.unit, dossier, entry, -1)

    def _received(self, dossier: Dossier) -> date:
        assert dossier.received is not None  # nothing is marked before
        return self._days[dossier.received]

    def _count(
        self, counts: Iterable[Count], unit: str, dossier: Dossier, entry: Entry, sign: int
    ) -> None:
        days = self._days
        recorded, received = days[entry.recorded], self._received(dossier)
        procedure, channel = dossier.procedure, dossier.channel
        if channel == ONLINE:
            counts = _with_online(counts)
        for basis, kind, happened, n in counts:
            day = days[happened]
            about = (recorded, day, received, basis, unit, procedure, channel, kind)
            self.counts[about] += sign * n
            if basis == DOSSIER:
                office = dossier.receiving
                about = (recorded, day, received, RECEPTION, office, procedure, channel, kind)
                self.counts[about] += sign * n

    def summed(self) -> list[tuple[object, ...]]:
        """The signed counts that do not cancel each other: COUNTED, and their sum."""
        return [(*about, n) for about, n in self.counts.items() if n]


class _Days(dict[datetime, date]):
    """The local day of each moment, found when it is first asked for."""

    def __missing__(self, at: datetime) -> date:
        day = self[at] = local_day(at)
        return day


def _with_online(counts: Iterable[Count]) -> Iterator[Count]:
    """Of what was sent online, each reception counts a second time as such."""
    for count in counts:
        yield count
        basis, kind, happened, n = count
        if kind == RECEIVED:
            yield basis, RECEIVED_ONLINE, happened, n


class VersionLog(MarkLog):
    """The versions alone, without the sums: what a check of one dossier after the other needs."""

    def _count(
        self, counts: Iterable[Count], unit: str, dossier: Dossier, entry: Entry, sign: int
    ) -> None:
        return

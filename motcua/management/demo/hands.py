"""How much each seat gets done: a pace, and some room to catch up after a quiet hour."""

from motcua.management.demo.way import Seat

CATCHES_UP = 0.25
"""Of a day's work: so much may be left over from quiet rounds and done at once."""
LEAST_AT_ONCE = 2.0
UNKNOWN = 1.0
"""The pace in a round of a seat that did nothing so far."""


class Hands:
    """What seats have left to give in a round; a day has so many rounds."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self._pace: dict[Seat, float] = {}
        self._left: dict[Seat, float] = {}

    def set_pace(self, seat: Seat, in_a_round: float) -> None:
        """How much this seat gets done in a round, on the whole."""
        self._pace[seat], self._left[seat] = in_a_round, self._most(in_a_round)

    def begin(self) -> None:
        """A round begins: everybody has time again, and keeps what was left."""
        for seat, left in self._left.items():
            pace = self._pace.get(seat, UNKNOWN)
            self._left[seat] = min(left + pace, self._most(pace))

    def free(self, seat: Seat) -> bool:
        """Whether somebody there could take up a further dossier."""
        return self._left.get(seat, UNKNOWN) >= 1

    def take(self, seat: Seat) -> bool:
        """Take up one; False where nobody has time."""
        if not self.free(seat):
            return False
        self._left[seat] = self._left.get(seat, UNKNOWN) - 1
        return True

    def _most(self, pace: float) -> float:
        return max(LEAST_AT_ONCE, pace + CATCHES_UP * pace * self._rounds)

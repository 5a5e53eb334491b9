"""A dossier's state as the values of its row, and back. Used by the door only."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import compress
from operator import attrgetter, is_not
from typing import Any

import orjson

from motcua.actions.rows import STATE_COLUMNS, Row
from motcua.domain.dossier import Dossier
from motcua.models.columns import json_of
from motcua.models.mapping import NESTED, REVIVED, dossier_of


def changed_columns(before: Dossier, after: Dossier) -> set[str]:
    """The names of the columns in which a state differs from the one it was made of."""
    # Facts change a copy of a state, so the fields stand in one order and what stays is the same.
    new = after.__dict__
    return set(compress(new, map(is_not, before.__dict__.values(), new.values())))


def dossier_row(
    key: str, head: bytes, dossier: Dossier, columns: Collection[str] | None = None
) -> Row:
    """The row that stands for this state. With `columns` only these are sure to be written out:
    the row is for an update of no others."""
    values = list(_STATE(dossier))
    for at in _CHOICES:
        values[at] = values[at].value
    for at, name in _JSON:
        value = values[at]
        if value is not None and (columns is None or name in columns):
            values[at] = json_of(value).decode()
    return (key, head, *values)


_STATE = attrgetter(*STATE_COLUMNS)
_JSON = tuple((at, name) for at, name in enumerate(STATE_COLUMNS) if name in NESTED)
_CHOICES = (STATE_COLUMNS.index("state"),)


def read_dossier(values: Sequence[object]) -> Dossier:
    """The state that a row (its state columns, in order) stands for."""
    state: dict[str, Any] = dict(zip(STATE_COLUMNS, values, strict=True))
    for name, revive in REVIVED:
        value = state[name]
        if value == "[]":
            state[name] = ()
        elif type(value) is str and name in _ALIKE:
            state[name] = _read_alike(name, value)
        elif value is not None:
            plain = orjson.loads(value) if isinstance(value, str | bytes) else value
            state[name] = revive(plain)
    return dossier_of(state)


@lru_cache(maxsize=2048)
def _read_alike(name: str, text: str) -> object:
    return dict(REVIVED)[name](orjson.loads(text))


# What dossiers of one procedure, or due on one day, have alike; values never change.
_ALIKE = frozenset(("papers", "alarms"))

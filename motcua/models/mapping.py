"""The row of a dossier as the state that it stands for."""

from typing import Any

from motcua.domain.codec import field_names, field_types, reviver
from motcua.domain.dossier import Dossier, State
from motcua.models.dossiers import Dossier as DossierRow

NESTED = frozenset(
    (
        *("legs", "papers", "waits", "extensions", "opinions", "apologies", "alarms"),
        "overdue_past",
        *("applicant", "owner", "proxy", "content", "secret", "result"),
    )
)
"""The columns that hold JSON."""
_NAMES = field_names(Dossier)
REVIVED = tuple((name, reviver(field_types(Dossier)[name])) for name in _NAMES if name in NESTED)
"""How what such a column holds becomes the field's value."""


def from_row(row: DossierRow) -> Dossier:
    """The state that a row stands for."""
    state: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    for name, revive in REVIVED:
        if state[name] is not None:
            state[name] = revive(state[name])
    return dossier_of(state)


def dossier_of(state: dict[str, Any]) -> Dossier:
    """The state with these fields, all of them in their order.

    As evolve makes its states: a constructor of forty fields is what a batch spends most on.
    """
    state["state"] = State(state["state"])
    dossier = object.__new__(Dossier)
    dossier.__dict__.update(state)
    return dossier

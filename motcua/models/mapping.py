"""The row of a dossier as the state that it stands for."""

from typing import Any

from motcua.domain.codec import field_names, field_types, reviver
from motcua.domain.dossier import Dossier, State
from motcua.models.dossiers import Dossier as DossierRow

RAW = (
    *("legs", "papers", "waits", "opinions", "apologies", "extensions", "alarms", "overdue_past"),
    *("applicant", "owner", "proxy", "content", "secret", "result"),
)
_NAMES = field_names(Dossier)
_REVIVED = tuple((name, reviver(field_types(Dossier)[name])) for name in RAW)


def from_row(row: DossierRow) -> Dossier:
    """The state that a row stands for."""
    state: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    state["state"] = State(state["state"])
    for name, revive in _REVIVED:
        if state[name] is not None:
            state[name] = revive(state[name])
    # As the door reads it: a constructor of forty fields is what a list would spend most on.
    dossier = object.__new__(Dossier)
    dossier.__dict__.update(state)
    return dossier

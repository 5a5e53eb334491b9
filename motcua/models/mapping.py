"""The row of a dossier as the state that it stands for."""

from motcua.domain.codec import decode, encode, field_names
from motcua.domain.dossier import Dossier
from motcua.models.dossiers import Dossier as DossierRow

RAW = (
    *("legs", "papers", "waits", "extensions", "opinions", "apologies", "alarms"),
    "overdue_past",
    *("applicant", "owner", "proxy", "content", "secret", "result"),
)


def from_row(row: DossierRow) -> Dossier:
    """The state that a row stands for."""
    plain = {name: encode(getattr(row, name)) for name in field_names(Dossier) if name not in RAW}
    nested = {name: getattr(row, name) for name in RAW}
    return decode(Dossier, plain | nested)

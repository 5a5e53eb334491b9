"""What time does by itself. The clock gives its command like any other actor."""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law


def pass_time(
    dossier: Dossier, command: do.PassTime, by: f.By, at: datetime, law: Law
) -> list[f.Fact]:
    """The due date passed without a result: once, and at the moment when it passed."""
    overdue, promised = dossier.overdue_from, dossier.legal_due
    if overdue is None or promised is None or dossier.overdue_noticed is not None:
        return []
    return [f.DuePassed(happened=overdue, due=promised)] if at >= overdue else []

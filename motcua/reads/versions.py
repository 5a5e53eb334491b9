"""Which state of a dossier somebody has seen: its number of facts and the seal of the last."""

from uuid import UUID

from motcua.models import Dossier

SHOWN = 16


def version_tag(key: UUID) -> str:
    """The state as a tag that changes with every fact: '14-9f3c…', '' for no dossier."""
    row = Dossier.objects.filter(key=key).values_list("facts", "head").first()
    return f"{row[0]}-{bytes(row[1]).hex()[:SHOWN]}" if row else ""

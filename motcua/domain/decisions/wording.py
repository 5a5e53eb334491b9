"""Words that people type into a command: checked, then left as private blanks."""

from collections.abc import Collection

from motcua.domain.blanks import Private
from motcua.domain.commands import NewFile
from motcua.domain.party import Party, to_document
from motcua.domain.refusal import Refused, asked_all
from motcua.domain.text import clean

LEAST_EXPLANATION = 10
"""Letters a reason must have at least: one click is no reason (A7 in the list of abuses)."""
LONGEST_TEXT = 2000


def private_text(field: str, text: str, *, required: bool = True) -> Private | None:
    """The cleaned words as a blank; None when empty and not required."""
    cleaned = clean(text, field=field, limit=LONGEST_TEXT, required=required, multiline=True)
    return Private(cleaned) if cleaned else None


def private_party(party: Party | None) -> Private | None:
    """A person or organisation as a blank."""
    return None if party is None else Private(to_document(party))


def explanation(text: str, field: str = "explanation") -> Private:
    """Compulsory words of a reason. Refused `explanation_too_short` under ten letters."""
    cleaned = clean(text, field=field, limit=LONGEST_TEXT, required=True, multiline=True)
    if len(cleaned) < LEAST_EXPLANATION:
        raise Refused("explanation_too_short", field=field, least=LEAST_EXPLANATION)
    return Private(cleaned)


def explained(known: Collection[str], code: str, text: str) -> tuple[str, Private]:
    """A reason code of the list and its words: no reason, no refusal."""
    found, words = asked_all(lambda: _chosen(known, code), lambda: explanation(text))
    return found, words


def _chosen(known: Collection[str], code: str) -> str:
    if code not in known:
        raise Refused("reason_missing", field="reason", expected=tuple(known))
    return code


def kept_files(files: tuple[NewFile, ...]) -> tuple[tuple[str, ...], Private | None]:
    """Digests (public) and names (private) of uploaded files."""
    names = Private({file.digest: file.name for file in files}) if files else None
    return tuple(file.digest for file in files), names

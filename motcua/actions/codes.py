"""The codes that others gave a dossier: which a request brings, and which its facts claim."""

from collections.abc import Iterable, Iterator

from motcua.domain import facts as f
from motcua.domain.blanks import KeptNumber
from motcua.domain.commands import Command, ImportHistory
from motcua.domain.dossier import Dossier
from motcua.domain.numbering import (
    ELSEWHERE,
    format_of,
    kept_code,
    looks_like_code,
    parse_code,
    portal_format,
)

BEARING_CODES = frozenset((f.Received, f.Submitted, f.BroughtIn))
"""The facts by which a dossier gets a code; no other is asked."""


def codes_of(command: Command) -> tuple[str, ...]:
    """Codes of other portals and systems that a request brings along, as they are kept."""
    if isinstance(command, ImportHistory):
        return (kept_code(command.code), *map(kept_code, command.other_codes))
    typed = getattr(command, "portal_code", "")
    return (parse_code(typed).text,) if typed and looks_like_code(typed) else ()


def given_elsewhere(facts: Iterable[f.Fact | f.Witnessed]) -> Iterator[str]:
    """The codes that these facts say were given elsewhere."""
    for one in facts:
        fact = one.fact if isinstance(one, f.Witnessed) else one
        if isinstance(fact, f.Submitted) and fact.portal_code:
            yield fact.portal_code
        if isinstance(fact, f.BroughtIn):
            yield from fact.codes
        if isinstance(fact, f.Received) and isinstance(fact.code, KeptNumber | str):
            yield fact.code.text if isinstance(fact.code, KeptNumber) else fact.code


def codes_by(fact: f.Fact, dossier: Dossier, before: Dossier) -> Iterator[tuple[str, str]]:
    """The codes, with their formats, by which the dossier is known since this fact."""
    if isinstance(fact, f.Received):
        yield dossier.code, format_of(dossier.code)
    if isinstance(fact, f.Submitted) and fact.portal_code and not before.portal_code:
        yield fact.portal_code, portal_format(fact.portal_code)
    if isinstance(fact, f.BroughtIn):
        yield from ((code, ELSEWHERE) for code in fact.codes)

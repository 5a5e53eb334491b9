"""A citizen card scanned on the reception page: it fills what is blank and says what differs.

The scan itself goes no further than this: the fields it fills are kept, the line is not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.domain.citizen_card import CitizenCard, find_scan, read_citizen_card
from motcua.domain.party import read_birth
from motcua.domain.refusal import Refused
from motcua.reads.words import refusal_words
from motcua.web.desk.reception_form import APPLICANT, OWNER, PROXY, Typed
from motcua.web.desk.reception_words import LABELS, SEXES, Problem

SCAN, TOLD, TAKE, ALL = "scan", "card-", "take-", "all"
"""The field to scan into; before a field's name: what the card says, the button that takes it."""
OF_CARD = ("identity", "name", "birth", "sex", "address")
NEXT = (*OF_CARD, "phone")
PEOPLE = (APPLICANT, OWNER, PROXY)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was sent, with scanned cards taken apart.

    `problems` are cards that cannot be read, and those that say something else than was typed;
    `read` are the prefixes of the people whose card was read, `plain` of those whose card has no
    diacritic at all; `former` is the applicant's older number.
    """

    typed: dict[str, str]
    problems: tuple[Problem, ...] = ()
    read: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    former: str = ""
    chosen: bool = False

    @property
    def anything(self) -> bool:
        """Whether a card was scanned, or one of its values chosen."""
        return self.chosen or bool(self.read) or bool(self.problems)

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The cards that could not be read."""
        return tuple(problem for problem in self.problems if problem.field.endswith(SCAN))

    def speaks_of(self, prefix: str) -> bool:
        """Whether something is to be said of this person's card."""
        return any(problem.field.startswith(prefix) for problem in self.problems)


def scanned_cards(typed: Typed, today: date) -> Scanned:
    """Everything that was sent, without the lines of scanners."""
    told, problems = dict(typed), list[Problem]()
    chosen = _take(told)
    read: dict[str, CitizenCard] = {}
    for prefix in PEOPLE:
        line = _line(told, prefix)
        if not line.strip():
            continue
        try:
            read[prefix] = read_citizen_card(line, today)
        except Refused as no:
            problems.append(Problem(prefix + SCAN, refusal_words(no)))
            continue
        _fill(told, prefix, read[prefix])
        if differing := _differing(prefix, told):
            problems.append(Problem(prefix + "card", _otherwise(differing)))
    former = read[APPLICANT].former if APPLICANT in read else None
    return Scanned(
        told,
        tuple(problems),
        tuple(read),
        tuple(prefix for prefix, card in read.items() if card.plain),
        former.number if former else "",
        chosen,
    )


def _line(told: dict[str, str], prefix: str) -> str:
    """What was scanned for this person, taken out of what was sent; '' if nothing."""
    line = told.pop(prefix + SCAN, "")
    number = prefix + "identity"
    if number in told:
        told[number], into_number = find_scan(told[number])
        line = line.strip() or into_number
    return line


def _fill(told: dict[str, str], prefix: str, card: CitizenCard) -> None:
    """Blank fields take what the card says; of others it is kept beside them."""
    for name, value in told_by(card).items():
        field = prefix + name
        told.pop(TOLD + field, None)
        if not told.get(field, "").strip():
            told[field] = value
        elif value and not _same(name, told[field], value):
            told[TOLD + field] = value


def _otherwise(differing: list[dict[str, Any]]) -> str:
    found = "; ".join(f"{one['label']}: {one['told']}" for one in differing)
    return _("Thẻ vừa quét ghi khác với đã gõ (%(found)s). Xem lại, rồi bấm lần nữa.") % {
        "found": found
    }


def told_by(card: CitizenCard) -> dict[str, str]:
    """A card as the fields of a page show it."""
    return {
        "identity": card.identity.number,
        "name": card.name,
        "birth": f"{card.birth:%d/%m/%Y}",
        "sex": card.sex.value,
        "address": card.address,
    }


def _same(name: str, typed: str, told: str) -> bool:
    if name == "birth":
        try:
            return read_birth(typed, date.max) == read_birth(told, date.max)
        except Refused:
            return False
    gap = "" if name == "identity" else " "
    apart = typed.replace(".", " ").replace("-", " ") if name == "identity" else typed
    return gap.join(apart.casefold().split()) == told.casefold()


def _take(told: dict[str, str]) -> bool:
    """What somebody chose from a card instead of what was typed; whether anything."""
    chosen = [name for name in told if name.startswith(TAKE)]
    for name in chosen:
        del told[name]
        field = name.removeprefix(TAKE)
        prefix = field.removesuffix(ALL)
        fields = [prefix + one for one in OF_CARD] if field.endswith(ALL) else [field]
        for one in fields:
            if TOLD + one in told:
                told[one] = told.pop(TOLD + one)
    return bool(chosen)


def cards_context(typed: Typed, scanned: Scanned) -> dict[str, Any]:
    """For each person the place to scan into, and what the card said."""
    return {f"{prefix}card".replace("-", "_"): card_of(prefix, typed, scanned) for prefix in PEOPLE}


def card_of(prefix: str, typed: Typed, scanned: Scanned) -> dict[str, Any]:
    """What desk/receive/card.html draws of one person; `typed` is what the fields hold now."""
    differing = _differing(prefix, typed)
    refused = [one.words for one in scanned.unread if one.field == prefix + SCAN]
    return {
        "of": prefix.removesuffix("-"),
        "refused": refused[0] if refused else "",
        "read": prefix in scanned.read,
        "plain": prefix in scanned.plain,
        "differing": differing,
        "many": len(differing) > 1,
        "next": _next(prefix, typed),
    }


def _differing(prefix: str, typed: Typed) -> list[dict[str, Any]]:
    found = []
    for name in OF_CARD:
        field = prefix + name
        told = typed.get(TOLD + field, "")
        if told and not _same(name, typed.get(field, ""), told):
            words = SEXES.get(told, told) if name == "sex" else told
            found.append({"name": field, "label": LABELS[name], "told": words, "value": told})
    return found


def _next(prefix: str, typed: Typed) -> str:
    """The field that still waits for somebody to type: a card says no telephone."""
    blank = (prefix + name for name in NEXT if not typed.get(prefix + name, "").strip())
    return next(blank, prefix + "email")

"""The QR code of a citizen card, as a scanner that is a keyboard types it.

``number|old number|name|birth|sex|address|issued``, days as ddmmyyyy, then Enter; the old number
and the day of issue may be empty, and newer cards have further parts behind. No text of law was at
hand for this order: it is what cards are seen to hold (docs/forms.md). A scanner that loses or
mixes up Vietnamese letters is found out and refused: a wrong name is worse than none.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from motcua.domain.identity import SEX_WORDS, IdentityKind, IdentityPaper, Sex, read_identity
from motcua.domain.party import ADDRESS_LIMIT, read_birth
from motcua.domain.refusal import Refused
from motcua.domain.text import NAME_LIMIT, clean, read_date

LONGEST = 1000
"""Characters of a whole scan; a card holds about two hundred."""
PARTS = 7
_AROUND = "\ufeff\ufffe\x00\x02\x03 \t\r\n"
"""What scanners put before and behind: a byte order mark, line ends, marks of a serial line."""
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9](?=[0-9]{12}\|)")
"""The kind of code, which some scanners are set to tell first (ISO/IEC 15424)."""
_DAY = re.compile("[0-9]{8}")
_MARKS = {
    **dict.fromkeys("\u0300\u0301\u0303\u0309\u0323", "aeiouyn"),  # the tones; ñ is Jarai
    "\u0302": "aeo",
    "\u0306": "aeiou",  # ĕ ĭ ŏ ŭ are letters of Jarai and Ede
    "\u031b": "ou",
    "\u030c": "c",
}
"""Over or under which letters a mark may stand in a name or an address."""
_OTHER_LETTERS = "đĐƀɃ"
_OF_NAMES = " '-."
_OF_ADDRESSES = _OF_NAMES + '0123456789,/()":;&+#–'
_APOSTROPHE = re.compile("(?<=[A-Za-z])’")
_SCAN = re.compile(r"(.*?)([0-9]{12}\|.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What a card says of its holder."""

    identity: IdentityPaper
    former: IdentityPaper | None
    name: str
    birth: date
    sex: Sex
    address: str
    issued: date | None

    @property
    def plain(self) -> bool:
        """Whether name and address are without any diacritic: so few are that one should look."""
        return (self.name + self.address).isascii()


def find_scan(typed: str) -> tuple[str, str]:
    """What was typed in a field before a card was scanned into it, and the scan ('' if none).

    >>> find_scan("0905 052189004217||Trúc|12081989|Nữ||")
    ('0905 ', '052189004217||Trúc|12081989|Nữ||')
    """
    if "|" not in typed:
        return typed, ""
    found = _SCAN.fullmatch(typed)
    return (found[1], found[2]) if found else ("", typed)


def read_citizen_card(scan: str, today: date) -> CitizenCard:
    """The card whose code was scanned.

    Raises Refused('bad_card') with why: card_long, card_parts (and `found`, how many), card_number,
    card_former, card_garbled, card_name, card_birth, card_sex, card_address or card_issued.
    """
    if len(scan) > LONGEST:
        raise _no("long")
    line = _SYMBOLOGY.sub("", unicodedata.normalize("NFC", scan).strip(_AROUND), count=1)
    parts = [part.strip(" ") for part in line.split("|")]
    if len(parts) < PARTS:
        raise _no("parts", found=len(parts))
    number, former, name, birth, sex, address, issued = parts[:PARTS]
    return CitizenCard(
        identity=_number(number, today),
        former=_former(former) if former else None,
        name=_text(name, "name", _OF_NAMES, NAME_LIMIT),
        birth=_birth(birth, today),
        sex=_sex(sex),
        address=_text(address, "address", _OF_ADDRESSES, ADDRESS_LIMIT) if address else "",
        issued=_day(issued, "issued") if issued else None,
    )


def _no(why: str, **found: int) -> Refused:
    return Refused("bad_card", why=f"card_{why}", **found)


def _number(part: str, today: date) -> IdentityPaper:
    try:
        paper = read_identity(part, today=today)
    except Refused:
        raise _no("number") from None
    if paper.number != part or paper.kind is not IdentityKind.CCCD:
        raise _no("number")
    return paper


def _former(part: str) -> IdentityPaper:
    try:
        paper = read_identity(part)
    except Refused:
        raise _no("former") from None
    if paper.kind is IdentityKind.PASSPORT:
        raise _no("former")
    return paper


def _day(part: str, why: str) -> date:
    if not _DAY.fullmatch(part):
        raise _no(why)
    try:
        return read_date(part, field=why)
    except Refused:
        raise _no(why) from None


def _birth(part: str, today: date) -> date:
    day = _day(part, "birth")
    try:
        return read_birth(f"{day:%d%m%Y}", today)
    except Refused:
        raise _no("birth") from None


def _sex(part: str) -> Sex:
    if part.lower() in SEX_WORDS:
        return SEX_WORDS[part.lower()]
    raise _no("sex" if part.isascii() and part.isalpha() else "garbled")


def _text(part: str, why: str, signs: str, limit: int) -> str:
    plain = _APOSTROPHE.sub("'", part)
    if not all(sign in signs or _is_letter(sign) for sign in plain):
        raise _no("garbled")
    if why == "name" and _turns_case(plain):
        raise _no("garbled")
    try:
        return clean(plain, field=why, limit=limit)
    except Refused:
        raise _no(why) from None


def _turns_case(name: str) -> bool:
    """Whether a capital follows a small letter: Caps Lock is on, or the letters of an old font."""
    return any(one.islower() and next_.isupper() for one, next_ in pairwise(name))


def _is_letter(sign: str) -> bool:
    if sign in _OTHER_LETTERS:
        return True
    apart = unicodedata.normalize("NFD", sign)
    base, marks = apart[0], apart[1:]
    is_plain = base.isascii() and base.isalpha()
    return is_plain and all(base.lower() in _MARKS.get(mark, "") for mark in marks)

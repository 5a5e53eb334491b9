"""What a page in English may say in Vietnamese: data. All else is a text nobody translated."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.domain import deadline
from motcua.models import PrivateValue, User
from motcua.models.reference import AgencyName, LawDocument, ProcedureVersion
from motcua.reads.clock import now
from motcua.reads.law import agency_tree
from motcua.reads.words.agencies import TERRITORIES
from tests.story import DATA
from tests.web.client import Looked, Visitor

VIETNAMESE = re.compile(r"(?![×÷])[À-ỹĐđ]")
OURS = (
    "Một Cửa", "Tiếng Việt", "Bão số 5", "Quyển số 01 năm 2019", "Tết",
    "khai sinh, kết hôn, hộ kinh doanh",
)  # fmt: skip
COMMA = re.compile(r"\d,\d+\s?%")
CITED = r"\b(?:NĐ|QĐ|Điều)\b[^ ,;.)]*|\d+/QĐ-TTg"
"""Names, and examples of what is typed in Vietnamese."""
SHOWN = ("aria-label", "placeholder", "title", "data-label", "alt", "data-words", "data-count",
         "data-sending", "data-unreachable", "data-failed")  # fmt: skip


def in_english(visitor: Visitor | None = None) -> Visitor:
    """Somebody whose browser chose English."""
    visitor = visitor or Visitor()
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return visitor


def left_in_vietnamese(html: str, data: re.Pattern[str]) -> set[str]:
    """The texts of a page that are Vietnamese and no data, and rates with a Vietnamese comma."""
    whole = "<html" in html
    looked = Looked(html, whole=whole)
    some = {" ".join(text.split()) for text in _texts(looked)}
    words = {text for text in some if VIETNAMESE.search(text)}
    left = {text for text in words if VIETNAMESE.search(data.sub(" ", text))}
    return left | {text for text in some if COMMA.search(text)}


def _texts(looked: Looked) -> Iterator[str]:
    for element in looked.elements:
        if element.tag in ("script", "style"):
            continue
        if element.tag != "textarea" and element.text:
            yield element.text
        if element.tail:
            yield element.tail
        yield from (value for name, value in element.attrib.items() if name in SHOWN)


def data_shown() -> re.Pattern[str]:
    """Whatever stands in the tables: names, procedures, law, and what people typed."""
    words = set(OURS)
    for (document,) in ProcedureVersion.objects.values_list("document"):
        words |= set(_strings(document))
    orders = [path.read_text("utf-8") for path in (DATA / "orders").glob("*.toml")]
    source = Path(deadline.__file__).read_text("utf-8")
    for text in [*LawDocument.objects.values_list("text", flat=True), *orders, source]:
        words |= set(re.findall(r'"([^"]*)"', text))
    words |= set(AgencyName.objects.values_list("name", flat=True))
    words |= set(User.objects.values_list("full_name", flat=True))
    words |= {text for one in PrivateValue.objects.values_list("value") for text in _strings(one)}
    tree, today = agency_tree(), now().date()
    for agency in tree:
        words |= {agency.name, tree.short_name(agency.key, today), tree.name(agency.key, today)}
    words |= {word.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ") for word in words}
    for kind in TERRITORIES:
        words |= {word.removeprefix(f"{kind} ") for word in words}
    told = sorted((word for word in words if VIETNAMESE.search(word)), key=len, reverse=True)
    return re.compile(
        CITED + "|" + "|".join(re.escape(" ".join(word.split())) for word in told), re.IGNORECASE
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)

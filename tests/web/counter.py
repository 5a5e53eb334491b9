"""A clerk at the reception page: what the page holds, and what she types into it."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree.ElementTree import Element

from uuid6 import uuid7

from motcua.domain.procedure import Procedure
from motcua.models import DossierCode
from tests.story import COMMUNE, HOUSEHOLD
from tests.web.client import Looked, Visitor, page_of, words_of

RECEIVE = "/desk/receive"
TRUC = {
    "applicant-name": "Nguyễn Thị Thanh Trúc",
    "applicant-identity": "052189004217",
    "applicant-birth": "12/08/1989",
    "applicant-sex": "female",
    "applicant-kind": "citizen",
    "applicant-address": "Thôn Hòa Hội, xã Cát Hanh",
    "applicant-phone": "0905 000 218",
}


def opened(visitor: Visitor, procedure: Procedure = HOUSEHOLD) -> Looked:
    """The page with this procedure chosen."""
    return page_of(visitor.get(RECEIVE, {"procedure": procedure.code}))


def fields_of(page: Looked) -> dict[str, str]:
    """Every field of the page's form as a browser would send it, before anything is typed."""
    [form] = [form for form in page.all("form") if form.get("id") == "reception"]
    sent: dict[str, str] = {}
    for field in form.iter():
        name = field.get("name", "")
        if field.tag == "input" and _is_sent(field):
            sent[name] = field.get("value", "on")
        elif field.tag == "select":
            chosen = [one for one in field.iter("option") if "selected" in one.attrib]
            sent[name] = (chosen or list(field.iter("option")))[0].get("value", "")
        elif field.tag == "textarea":
            sent[name] = words_of(field)
    return sent


def _is_sent(field: Element) -> bool:
    if field.get("type") in ("checkbox", "radio"):
        return "checked" in field.attrib
    return field.get("type") not in ("file", "submit")


def typed(procedure: Procedure = HOUSEHOLD, **more: Any) -> dict[str, Any]:
    """A complete reception as it is sent: the form, its paper ticked, the applicant typed.

    In a name `__` stands for a hyphen; None leaves the field out.
    """
    page = {
        "key": str(uuid7()),
        "agency": COMMUNE,
        "procedure": procedure.code,
        "q": procedure.name,
        "paper-form-originals": "1",
        "paper-form-copies": "0",
        "return_manner": "counter",
        "channel": "direct",
        "content": "",
        "sets": "1",
    }
    changes = {name.replace("__", "-"): value for name, value in more.items()}
    sent = page | TRUC | {"paper-form": "on", "do": "receive"} | changes
    return {name: value for name, value in sent.items() if value is not None}


def code_at(answer: Any) -> str:
    """The code in the address that an answer leads to."""
    assert answer.status_code == 303, (answer.status_code, summary(answer))
    address = urlsplit(str(answer["Location"]))
    return address.path.removeprefix("/dossiers/")


def key_at(answer: Any) -> UUID:
    """The key of the dossier that an answer leads to."""
    return DossierCode.objects.get(code=code_at(answer)).key


def summary(answer: Any) -> list[tuple[str, str]]:
    """The error summary: where each line leads, and what it says."""
    page = page_of(answer)
    boxes = [one for one in page.all("div") if one.get("class") == "summary"]
    lines = [line for box in boxes for line in box.iter("li")]
    return [
        (next((a.get("href", "") for a in line.iter("a")), ""), words_of(line)) for line in lines
    ]


def notices(answer: Any) -> list[str]:
    """What the page tells above everything."""
    return [
        words_of(one)
        for one in page_of(answer).all("p")
        if "notice" in one.get("class", "").split()
    ]

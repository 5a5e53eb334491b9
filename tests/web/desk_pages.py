"""A person of the story at a desk on some day: signed in, and what the pages say."""

import re
from datetime import datetime
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse

from motcua.models import Installation, User, clock
from tests.story import FRIDAY, who
from tests.web.client import Visitor


def at_desk(name: str, now: datetime = FRIDAY) -> Visitor:
    """A browser in which that person has signed in; the system's clock shows `now`."""
    Installation.objects.update_or_create(id=1, defaults={"demo": "kiem-thu"})
    clock.set(now)
    visitor = Visitor()
    visitor.force_login(User.objects.get(id=who(name)))
    return visitor


def page(answer: HttpResponse) -> Element:
    """The page as a tree. Fails on markup that a browser would have to mend."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(answer.content.decode())


def words(element: Element | None) -> str:
    """All text in an element, white space folded."""
    assert element is not None
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def find_all(tree: Element, path: str) -> list[str]:
    """The words of every element on a path."""
    return [words(element) for element in tree.findall(path)]


def answer_of(tree: Element) -> str:
    """The sentence under the title."""
    return words(tree.find(".//p[@class='answer']"))


def rows_of(tree: Element) -> list[list[str]]:
    """The cells of every row of the list."""
    return [[words(cell) for cell in row.findall("td")] for row in tree.findall(".//tbody/tr")]

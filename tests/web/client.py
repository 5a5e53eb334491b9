"""A test client that looks at every page it is given, as a strict reader would.

`Visitor().get("/")` is Django's client, but each answer of HTML is parsed by html5lib and refused
(AssertionError) when it is not valid, has an id twice, refers to an id that isn't there, has no
title, no language or not exactly one h1, has a form without action or (to POST) without a token,
has a field without a label, any style or script of its own, or leads to another host.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

from motcua.models import User

HOSTS = {"", "testserver", "127.0.0.1", "localhost"}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "hx-get", "hx-post")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class Visitor(Client):
    """Somebody with a browser; `Visitor.named("phuc")` is one who has signed in."""

    @classmethod
    def named(cls, username: str) -> "Visitor":
        """Somebody who has signed in."""
        visitor = cls()
        visitor.force_login(User.objects.get(username=username))
        return visitor

    def request(self, **request: Any) -> Any:
        """Ask, and look at what comes."""
        response = super().request(**request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and response.content:
            html = response.content.decode()
            look_at(html, whole="<html" in html)  # else a part of a page, for htmx
        return response


def look_at(html: str, *, whole: bool = True) -> "Looked":
    """Parse a page, or a part of one, and refuse it if anything is wrong with it."""
    looked = Looked(html, whole=whole)
    problems = list(looked.problems())
    assert not problems, "\n".join(problems)
    return looked


class Looked:
    """A parsed page."""

    def __init__(self, html: str, *, whole: bool = True) -> None:
        self.whole = whole
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(html) if whole else parser.parseFragment(html)
        self.elements: list[Element] = [e for e in tree.iter() if isinstance(e.tag, str)]
        self.errors = [str(error) for error in parser.errors]

    def all(self, *tags: str) -> list[Element]:
        """The elements with one of these names."""
        return [element for element in self.elements if element.tag in tags]

    def text(self, tag: str) -> str:
        """The words of the first element with this name, '' if there is none."""
        return next((words_of(element) for element in self.all(tag)), "")

    def problems(self) -> Iterator[str]:
        """Everything that is wrong, in words."""
        # An empty address means this page: allowed where a page offers to try again.
        yield from (f"invalid HTML: {error}" for error in self.errors)
        yield from self._wrong_ids()
        yield from self._wrong_addresses()
        yield from self._wrong_forms()
        yield from self._own_style_or_script()
        if self.whole:
            yield from self._wrong_frame()

    def _wrong_ids(self) -> Iterator[str]:
        ids = Counter(element.get("id") for element in self.elements if element.get("id"))
        yield from (f"id {name} is there {count} times" for name, count in ids.items() if count > 1)
        if not self.whole:
            return  # the rest of the page may hold what a part refers to
        for element in self.elements:
            for attribute in REFERENCES:
                for name in element.get(attribute, "").split():
                    if name not in ids:
                        yield f"{element.tag} {attribute}={name}: there is no such id"
            href = element.get("href", "")
            if len(href) > 1 and href.startswith("#") and href[1:] not in ids:
                yield f"{element.tag} leads to {href}, which isn't there"

    def _wrong_addresses(self) -> Iterator[str]:
        for element in self.elements:
            for attribute in ADDRESSES:
                address = urlsplit(element.get(attribute, ""))
                if address.netloc.split(":")[0] not in HOSTS:
                    yield f"{element.tag} leads to another host: {element.get(attribute)}"
                if address.scheme == "javascript":
                    yield f"{element.tag} runs a script from its address"

    def _wrong_forms(self) -> Iterator[str]:
        for form in self.all("form"):
            if form.get("method") == "dialog":
                continue
            if not form.get("action"):
                yield "a form has no action"
            names = {field.get("name") for field in form.iter("input")}
            if form.get("method", "get").lower() == "post" and "csrfmiddlewaretoken" not in names:
                yield f"the form to {form.get('action')} has no token"
        labelled = {label.get("for") for label in self.all("label")}
        inside = {id(e) for label in self.all("label") for e in label.iter()}
        for field in self.all("input", "select", "textarea"):
            named = field.get("aria-label") or field.get("aria-labelledby")
            if field.get("type", "text") in UNLABELLED or named or id(field) in inside:
                continue
            if self.whole and field.get("id") not in labelled:
                yield f"the field {field.get('name')} has no label"

    def _own_style_or_script(self) -> Iterator[str]:
        for element in self.elements:
            if element.tag == "style" or "style" in element.attrib:
                yield f"{element.tag} brings a style of its own"
            if element.tag == "script" and not element.get("src"):
                yield "a script stands in the page"
            if any(name.startswith("on") for name in element.attrib):
                yield f"{element.tag} runs a script from an attribute"

    def _wrong_frame(self) -> Iterator[str]:
        if not self.text("title").strip(" ·"):
            yield "the page has no title"
        if len(self.all("h1")) != 1 or not self.text("h1").strip():
            yield f"the page has {len(self.all('h1'))} h1"
        if len(self.all("main")) != 1:
            yield "the page has not one main"
        if not any(html.get("lang") for html in self.all("html")):
            yield "the page says no language"


APART = {"p", "div", "li", "td", "th", "tr", "dt", "dd", "br", "h1", "h2", "h3", "small", "option"}


def words_of(element: Element) -> str:
    """The text of an element, white space folded; cells, lines and paragraphs stand apart."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            apart = " " if child.tag in APART else ""
            yield apart
            yield from _pieces(child)
            yield apart
        yield child.tail or ""


def page_of(response: Any) -> Looked:
    """The parsed page of an answer."""
    return Looked(response.content.decode())


def text_of(response: Any) -> str:
    """All words of an answer's main part (or of the fragment that it is)."""
    looked = page_of(response)
    mains = looked.all("main") or looked.all("html")
    return words_of(mains[0])

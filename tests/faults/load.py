"""Clients as a busy morning has them: each signs in as a clerk and works over HTTP, and remembers
what it was answered. Nothing here knows the inside: only pages, forms and addresses.
"""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from uuid6 import uuid7

from motcua.reads.people import DEMO_PASSWORD
from tests.web.client import Looked
from tests.web.counter import fields_of

PROCEDURE = "1.001612"
CLERK = "tiepnhan.cathanh"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SENTENCE = re.compile(r"[A-ZĐÀ-Ỹ][^<>]{15,}[.!?]")
AWAY = (ConnectionError, http.client.HTTPException, OSError)


@dataclass
class Told:
    """What a client was answered, and may hold us to."""

    received: dict[str, str] = field(default_factory=dict)  # key -> code
    handed_over: set[str] = field(default_factory=set)  # codes
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)  # pages of 5xx without a sentence
    seconds: list[tuple[str, float]] = field(default_factory=list)


class Browser:
    """Cookies, forms and redirects over one connection that may break at any time."""

    def __init__(self, address: str) -> None:
        self.host, self.port = urlsplit(address).hostname or "", urlsplit(address).port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text (or where it leads, for a redirect). AWAY when nobody answers."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if data is not None:
            body = urlencode(data | {"csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except AWAY:
            self.close()
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (301, 302, 303):
            return answer.status, answer.headers["Location"]
        found = _TOKEN.search(text)
        self.token = found[1] if found else self.token
        return answer.status, text

    def close(self) -> None:
        """Forget the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def sign_in(self, name: str = CLERK) -> tuple[int, str]:
        """As a clerk of the demo; the answer."""
        status, text = self.ask("GET", "/sign-in")
        if status != 200:  # the database is away; or a redirect: we are in already
            return status, text
        return self.ask("POST", "/sign-in", {"username": name, "password": DEMO_PASSWORD})


class Client(threading.Thread):
    """One clerk at work until told to stop."""

    def __init__(self, address: str, number: int, stop: threading.Event) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self.browser, self.stop, self.number = Browser(address), stop, number
        self.told, self.random = Told(), random.Random(number)
        self.fields: dict[str, str] = {}
        self.failure = ""

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """As the browser does, once more where the server had ended an idle connection."""
        try:
            return self.browser.ask(method, path, data)
        except AWAY:
            return self.browser.ask(method, path, data)

    def run(self) -> None:
        """Work; what goes wrong with the machine is tried again, what is answered is noted."""
        while not self.stop.is_set():
            try:
                self._work()
            except AWAY:
                self.told.unanswered += 1
                time.sleep(0.05)
            except AssertionError as wrong:
                if not self.stop.is_set():
                    self.failure = f"{self.name}: {wrong}"
                    return

    def _work(self) -> None:
        if not self.fields:
            self._begin()
            return
        deed = self.random.choice((self._receive, self._receive, self._hand_over, self._look))
        begun = time.perf_counter()
        deed()
        self.told.seconds.append((deed.__name__, time.perf_counter() - begun))

    def _begin(self) -> None:
        status, page = self.browser.sign_in()
        if self._is_away(status, page):
            return
        assert status == 302, status
        status, page = self.browser.ask("GET", f"/desk/receive?procedure={PROCEDURE}")
        if self._is_away(status, page):
            return
        assert status == 200, status
        self.fields = fields_of(Looked(page))
        papers = {n: "on" for n in self.fields if re.fullmatch(r"paper-.+-originals", n)}
        self.fields |= {name.removesuffix("-originals"): "on" for name in papers}
        self.fields |= dict.fromkeys(papers, "1")

    def _receive(self) -> None:
        key = str(uuid7())
        typed = {"key": key, "applicant-name": f"Nguyễn Văn {self.number}", "do": "receive"}
        typed |= {"applicant-address": "Xã Cát Hanh", "applicant-email": "an@example.org"}
        self.fields.pop("csrfmiddlewaretoken", None)
        sent = self.fields | typed
        while not self.stop.is_set():  # no answer: the same form again, as people do
            try:
                status, text = self.browser.ask("POST", "/desk/receive", sent)
            except AWAY:
                self.told.unanswered += 1
                time.sleep(0.05)
                continue
            if self._is_away(status, text):
                continue
            assert status == 303, (status, re.sub(r"<[^>]+>|\s+", " ", text)[-1500:])
            self.told.received[key] = urlsplit(text).path.removeprefix("/dossiers/")
            return

    def _hand_over(self) -> None:
        mine = [c for c in self.told.received.values() if c not in self.told.handed_over]
        if not mine:
            return
        code = self.random.choice(mine)
        status, page = self.browser.ask("GET", f"/dossiers/{code}")
        if self._is_away(status, page):
            return
        assert status == 200, (status, code)
        seen = re.search(r'name="seen" value="(\d+)"', page)
        data = {"seen": seen[1]} if seen else {}
        status, text = self.browser.ask("POST", f"/dossiers/{code}/hand-over", data)
        if not self._is_away(status, text) and status in (302, 303):
            self.told.handed_over.add(code)

    def _look(self) -> None:
        for path in ("/desk", "/desk/search?q=nguyen+van", "/desk/register"):
            self._is_away(*self.browser.ask("GET", path))

    def _is_away(self, status: int, text: str) -> bool:
        """Whether the database was away; then a sentence must say so."""
        if status < 500:
            return False
        if status != 503 or not _SENTENCE.search(text):
            self.told.refused.append(f"{status}: {text[:200]}")
        time.sleep(0.05)
        return True


def clients(address: str, count: int, stop: threading.Event) -> list[Client]:
    """So many at work."""
    started = [Client(address, number, stop) for number in range(count)]
    for client in started:
        client.start()
    return started

"""A sandbox portal within the test's own process, and a province that tells it everything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.test import override_settings
from django.utils import timezone

from motcua.actions.mirror import switch
from motcua.actions.outbox import Delivery, deliver_round
from motcua.channels.registry import CHANNELS
from motcua.channels.sandbox_portal.protocol import Protocol
from motcua.channels.sandbox_portal.server import SandboxPortal
from motcua.channels.sandbox_portal.store import Held, Store
from motcua.channels.sandbox_portal.trouble import Trouble
from motcua.domain.identity import IdentityKind, IdentityPaper
from motcua.domain.messages import NATIONAL_PORTAL
from tests.story import AN

CITIZEN = replace(
    AN, identity=IdentityPaper(IdentityKind.CCCD, "052189000017"), email="truc@example.org"
)
"""Trúc with an identity number: without one the portal takes no citizen's dossier."""


class Portal:
    """The sandbox as a test speaks to it."""

    def __init__(self, server: SandboxPortal) -> None:
        self.server, self.store = server, server.protocol.store

    def trouble(self, **asked: Any) -> None:
        """Let it be unwell, or well again."""
        wrong = self.server.trouble.change(asked)
        assert not wrong, wrong
        if asked.get("drop_sessions"):
            self.server.protocol.drop_sessions()

    def held(self, code: str) -> Held:
        """What it holds of a dossier."""
        found = self.store.held(code)
        assert found is not None, f"the portal knows nothing of {code}"
        return found

    def services(self) -> list[str]:
        """The services it was asked for, oldest first."""
        return [service for _, service, *_ in reversed(self.store.calls(1_000))]

    def steps(self, code: str) -> list[int]:
        """The numbers of the facts whose steps it was told, in the order in which it was."""
        return [numbered(step["NoiDungXuLy"]) for step in self.held(code).steps]


def numbered(words: str) -> int:
    """The number of the fact at the end of a step's words."""
    return int(words.rpartition("(")[2].rstrip(")"))


@contextmanager
def sandbox(catalogue: dict[str, Any] | None = None) -> Iterator[Portal]:
    """A portal that listens, with the settings that lead there."""
    store = Store(":memory:")
    server = SandboxPortal("127.0.0.1", 0, Protocol(store, catalogue or {}), Trouble())
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    where = {
        "url": server.url, "username": "motcua", "password": "x", "dstcode": "VN:COM:VPCP",
        "unit": "H08", "inbound_token": "cua-cong", "files_url": "https://motcua.example/dossiers",
    }  # fmt: skip
    try:
        with override_settings(NATIONAL_PORTAL=where):
            yield Portal(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        store.close()


def mirrored() -> None:
    """From now on the portal is told of everything."""
    switch(NATIONAL_PORTAL, on=True)


def send_all(machine: datetime | None = None, most: int = 200) -> list[Delivery]:
    """Rounds until nothing is due, a second apart; what became of each message."""
    begin, done = machine or timezone.now() + timedelta(seconds=1), []
    for second in range(most):
        at = begin + timedelta(seconds=second)
        deliveries = deliver_round(NATIONAL_PORTAL, CHANNELS[NATIONAL_PORTAL], at, at)
        if not deliveries:
            return done
        done += deliveries
    raise AssertionError("the outbox never ran dry")

"""Tell a sandbox portal of the whole demo province, and compare dossier by dossier.

    make mirror          after the demo was filled, while nothing else runs on it

All that the portal was never told is queued, sent and reconciled, and the rate of on-time
dossiers that the portal reckons from what it holds is set beside the one reckoned here. The portal
and what it holds are those of `make run` (var/sandbox-portal.sqlite): a second call sends only
what is new. Exit status 1 when a message did not arrive, a dossier or the rate differs.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

ROOT = Path(__file__).parents[1]
PORTAL = "national_portal"
PATIENCE = 20
"""Times that the outbox is drained again, a few seconds apart, before what waits is given up."""


def main() -> int:
    """Mirror and compare; prints one line for each part with its time."""
    from motcua.management.found import database

    url = f"http://127.0.0.1:{_free_port()}"
    os.environ |= {"MOTCUA_PORTAL_URL": url, "MOTCUA_PORTAL_UNIT": "H08"}
    os.environ |= {"MOTCUA_PORTAL_USER": "demo", "MOTCUA_PORTAL_PASSWORD": "demo"}
    with database():
        django.setup()
        from motcua.management.schema import demo_name

        if not demo_name():
            sys.stderr.write("Cơ sở dữ liệu không phải bản minh họa; chạy motcua demo trước.\n")
            return 2
        with _portal(url):
            return _mirror(url)


def _mirror(url: str) -> int:
    from django.core.management import call_command

    begun = time.monotonic()
    call_command("destination", PORTAL, on=True, queue_all=True, stdout=sys.stderr)
    _say(f"queued: {_waiting()} messages", begun)
    begun = time.monotonic()
    sent = _deliver()
    _say(f"delivered: {sent} messages", begun, sent)
    begun = time.monotonic()
    call_command("reconcile", stdout=sys.stderr)
    return _compare(url, begun)


def _compare(url: str, begun: float) -> int:
    from motcua.domain.local_time import local_day
    from motcua.models import Difference
    from motcua.reads.reconciling import last_run

    run = last_run()
    assert run is not None
    assert not run.error
    _say(f"reconciled: {run.checked} dossiers, {run.checked - run.equal} differ", begun)
    there = _asked(f"{url}/sandbox/figures.json?day={local_day(run.started):%Y%m%d}")
    ours = (run.figures["here"], run.figures["received"])
    theirs = (there["on_time"], there["received"])
    for where, (on_time, received) in (("here", ours), ("at the portal", theirs)):
        _say(f"on time {where}: {on_time} of {received}, {100 * on_time / max(received, 1):.2f} %")
    otherwise = Difference.objects.filter(destination=PORTAL, cause="counted").count()
    _say(f"counted otherwise there, each named on the page of reconciliation: {otherwise}")
    return int(run.checked != run.equal or _waiting() > 0 or ours != theirs)


def _deliver() -> int:
    """Drain the outbox; how many messages left it. Retried ones are given time to come due."""
    from django.core.management import call_command

    first = _waiting()
    for _ in range(PATIENCE):
        call_command("deliver", once=True, stdout=sys.stderr)
        if not _waiting():
            break
        time.sleep(3)
    return first - _waiting()


def _waiting() -> int:
    from motcua.models import Message

    return Message.objects.filter(destination=PORTAL, state="waiting").count()


def _say(words: str, begun: float | None = None, count: int = 0) -> None:
    if begun is not None:
        seconds = time.monotonic() - begun
        words += f" in {seconds:.0f} s"
        words += f", {count / seconds:.0f} a second" if count else ""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@contextmanager
def _portal(url: str) -> Iterator[None]:
    from django.conf import settings

    from motcua.management.demo_portal import STORE

    port, store = url.rpartition(":")[2], str(settings.VAR / STORE)
    command = [sys.executable, "-m", "motcua.management", "sandbox-portal", "--quiet"]
    with subprocess.Popen([*command, "--port", port, "--store", store], cwd=ROOT) as process:
        try:
            _wait_for(url)
            yield
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            _asked(f"{url}/sandbox/figures.json")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the sandbox portal does not answer")


def _asked(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())

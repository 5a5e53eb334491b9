"""`motcua up`: everything that one machine needs to show Một Cửa, started and stopped together."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from motcua.management import demo, demo_portal
from motcua.management.address import Address
from motcua.management.database import prepare
from motcua.management.processes import Child
from motcua.management.schema import demo_name, is_empty, migrations_are_pending
from motcua.management.secret import UnsafeToServe, refuse_unsafe
from motcua.reads.demo import is_half_filled

DEMO = "binh-dinh-2020"
_WEB_SECONDS, _WORKER_SECONDS = 5.0, 3.0
_START_SECONDS = 60.0

Say = Callable[[str], None]


class Stopped(BaseException):
    """Somebody asked us to end (Ctrl-C, SIGTERM, SIGHUP)."""


class Failed(Exception):
    """A process that has to run does not; the message is one sentence."""


def run(address: Address, say: Say) -> None:
    """Make the database ready, start all processes, and hold them until told to stop.

    Failed when one of them ends by itself. The database server is the caller's.
    """
    refuse_unsafe(debug=settings.DEBUG)
    with _stoppable():
        make_ready(say)
        portal = demo_portal.prepare(address) if demo_portal.is_wanted() else None
        children: list[Child] = []
        try:
            children.append(_web(address))
            _wait_until_it_answers(children, address)
            # Not before: all start at the same two cores' expense.
            children += [*_portal(portal), *_workers()]
            _welcome(address, portal, say)
            connections.close_all()
            _watch(children)
        except Failed as failure:
            say(f"\n{failure}")
            raise
        finally:
            _stop(children, say)


def make_ready(say: Say) -> None:
    """Roles, tables, and on an empty database in demo mode the demo province."""
    prepare()
    if migrations_are_pending():
        say("Đang tạo các bảng …")
        call_command("migrate", verbosity=0)
    _refuse_to_show_what_is_real()
    if settings.DEMO and (is_empty() or is_half_filled()):
        say("Đang nạp dữ liệu mẫu (chỉ lần đầu) …")
        call_command("demo", DEMO)
        demo_portal.forget()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not settings.DEMO:
        call_command("collectstatic", interactive=False, verbosity=0)


def _refuse_to_show_what_is_real() -> None:
    """A demo keeps letters in files and tells a sandbox of every dossier: not for a province."""
    if settings.DEMO and not is_empty() and not demo_name():
        raise UnsafeToServe(
            "Cơ sở dữ liệu này là của một tỉnh thật, không chạy như bản mẫu được: đặt"
            " MOTCUA_SECRET_KEY, một chuỗi ngẫu nhiên từ 40 ký tự trở lên, và bỏ MOTCUA_DEMO."
        )


def _web(address: Address) -> Child:
    arguments = ["motcua.config.wsgi", "--bind", address.bind, "--no-control-socket"]
    arguments += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    arguments += ["--graceful-timeout", "4", "--log-level", "warning", "--name", "motcua"]
    return _child("trang web", "gunicorn", *arguments)


def _workers() -> list[Child]:
    return [
        _child("gửi thông báo", "motcua.management", "deliver"),
        _child("nhịp thời gian", "motcua.management", "tick"),
        _child("lập tệp số liệu", "motcua.management", "export"),
    ]


def _child(name: str, module: str, *arguments: str) -> Child:
    environment = dict(os.environ)
    environment.pop("DATABASE_OWNER_URL", None)  # none of them needs what the owner may do
    return Child(name, [sys.executable, "-m", module, *arguments], environment)


def _wait_until_it_answers(children: list[Child], address: Address) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while not address.answers():
        _refuse_dead(children)
        if time.monotonic() > give_up:
            raise Failed(f"Trang web không trả lời ở {address.url} sau {_START_SECONDS:.0f} giây.")
        time.sleep(0.1)


def _watch(children: list[Child]) -> None:
    while True:
        _refuse_dead(children)
        time.sleep(0.2)


def _refuse_dead(children: list[Child]) -> None:
    for child in children:
        status = child.ended()
        if status is not None:
            raise Failed(f"Tiến trình '{child.name}' đã tự dừng (mã {status}); dừng tất cả.")


def _stop(children: list[Child], say: Say) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # what follows takes a few seconds and no longer
    say("Đang dừng …")
    for child in children[:1]:
        child.stop(_WEB_SECONDS)
    give_up = time.monotonic() + _WORKER_SECONDS
    for child in children[1:]:
        child.ask()
    for child in children[1:]:
        child.stop(max(0.1, give_up - time.monotonic()))


def _portal(address: Address | None) -> list[Child]:
    if address is None:
        return []
    return [_child("cổng thử nghiệm", "motcua.management", *demo_portal.arguments(address))]


def _welcome(address: Address, portal: Address | None, say: Say) -> None:
    say(f"\nMột Cửa đang chạy ở {address.url}   (Ctrl-C để dừng)")
    if portal:
        say(f"Cổng Dịch vụ công quốc gia thử nghiệm ở {portal.url}")
    if demo_name():
        say("\nTài khoản mẫu:")
        for line in demo.accounts():
            say(f"  {line}")
    say("")


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn the signals that ask for an end into Stopped, for the length of the block."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    except Stopped:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

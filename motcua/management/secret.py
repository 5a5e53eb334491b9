"""The key that signs sessions and forms: made once for a demo, given by the operator else."""

import os
import secrets
from pathlib import Path

from motcua.management.places import make_var, var

FILE = "secret-key"


class UnsafeToServe(Exception):
    """The settings would serve people unsafely; the message is one sentence for the operator."""


def demo_mode() -> bool:
    """Whether this process runs for show: own key, plain HTTP, e-mail written to files."""
    return os.environ.get("MOTCUA_DEMO", "") not in ("", "0")


def secret_key() -> str:
    """The signing key: `MOTCUA_SECRET_KEY`, or in demo mode the one in `var/`; else ''."""
    return os.environ.get("MOTCUA_SECRET_KEY", "") or (_demo_key() if demo_mode() else "")


def refuse_unsafe(*, debug: bool) -> None:
    """Raise UnsafeToServe unless this is a demo, or its key is given, long and no demo's."""
    if demo_mode():
        return
    key = os.environ.get("MOTCUA_SECRET_KEY", "")
    if debug:
        raise UnsafeToServe("MOTCUA_DEBUG chỉ dùng khi chạy mẫu (MOTCUA_DEMO=1).")
    if len(key) < 40:
        raise UnsafeToServe("Cần đặt MOTCUA_SECRET_KEY: một chuỗi ngẫu nhiên từ 40 ký tự trở lên.")
    if key == _read(var() / FILE):
        raise UnsafeToServe("MOTCUA_SECRET_KEY đang là khóa của bản mẫu; hãy tạo khóa khác.")


def _demo_key() -> str:
    file = make_var() / FILE
    found = _read(file)
    if found:
        return found
    made = file.with_name(f".{FILE}-{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(made, file)  # only the first of several processes wins, and nobody sees half a key
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return _read(file)


def _read(file: Path) -> str:
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        return ""

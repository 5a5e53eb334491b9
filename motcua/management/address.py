"""Where the web server listens, and whether it answers."""

import os
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass


class PortTaken(Exception):
    """The address can't be listened on; the message is one sentence."""


@dataclass(frozen=True)
class Address:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """As gunicorn wants it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """What a person on this machine types into a browser."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(self.host, self.host)
        return f"http://{host}:{self.port}/"

    def answers(self) -> bool:
        """Whether the server is there and well."""
        try:
            with urllib.request.urlopen(f"{self.url}healthz", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def check_free(self) -> None:
        """Raise PortTaken when nobody can listen there."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except (OSError, OverflowError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                raise PortTaken(
                    f"Không mở được {self.bind} ({reason}); hãy chọn cổng khác: PORT=…"
                ) from error


def from_environment() -> Address:
    """`HOST` (default: this machine alone) and `PORT` (default: 8000)."""
    port = os.environ.get("PORT", "") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise PortTaken(f"PORT={port} không phải là cổng (1 đến 65535).")
    return Address(os.environ.get("HOST", "") or "127.0.0.1", int(port))

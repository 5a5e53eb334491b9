"""The sandbox portal over HTTP: the protocol, a control call, and pages of what it received."""

import json
import logging
import socket
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from motcua.channels.sandbox_portal import pages
from motcua.channels.sandbox_portal.figures import figures, last_day
from motcua.channels.sandbox_portal.protocol import Protocol, answer
from motcua.channels.sandbox_portal.trouble import Trouble

LARGEST = 20_000_000
LOGIN, SERVICES, CONTROL = "/auth/login", ("/integration", "/share"), "/sandbox/control"
NONSENSE = b"<html><body>502 Bad Gateway</body>"
JSON = "application/json; charset=utf-8"
log = logging.getLogger(__name__)


class SandboxPortal(ThreadingHTTPServer):
    """A portal that listens; port 0 takes any that is free."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, protocol: Protocol, trouble: Trouble) -> None:
        self.protocol, self.trouble = protocol, trouble
        super().__init__((host, port), _Call)

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away in the middle is no fault of ours."""
        log.debug("a call ended early", exc_info=True)


class _Call(BaseHTTPRequestHandler):
    server: SandboxPortal
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self._say(413, b"", JSON)
            self.close_connection = True
            return
        body = self._json(self.rfile.read(length))
        if path == CONTROL:
            self._control(body)
        elif path == LOGIN or path in SERVICES:
            self._service(path, body)
        else:
            self._say(404, b"", JSON)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        store, query = self.server.protocol.store, parse_qs(parts.query)
        if parts.path == "/sandbox/dossiers.json":
            held = store.dossiers()
            self._json_answer([{**one.record, "TienDo": list(one.steps)} for one in held])
        elif parts.path == "/sandbox/figures.json":
            self._json_answer(self._figures(query.get("day", [""])[0]))
        elif parts.path == "/sandbox/style.css":
            self._say(200, pages.STYLE.encode(), "text/css; charset=utf-8")
        elif parts.path == "/":
            shown = pages.overview(
                store.dossiers(), store.calls(50), self._figures(""), self.server.trouble,
                query.get("q", [""])[0],
            )  # fmt: skip
            self._page(shown)
        elif parts.path.startswith("/dossiers/"):
            one = store.held(parts.path.removeprefix("/dossiers/"))
            self._page(pages.dossier(one) if one else pages.nothing(), 200 if one else 404)
        else:
            self._page(pages.nothing(), 404)

    def _service(self, path: str, body: Any) -> None:
        befell = self.server.trouble.draw()
        if befell == "down":
            self._break_off()
        elif befell in ("error", "before"):
            self._say(500, b"Internal Server Error", "text/plain")
        else:
            self._answer(befell, self._told(befell, path, body))

    def _told(self, befell: str, path: str, body: Any) -> dict[str, Any]:
        """Do what was asked; what there is to answer, if the answer gets that far."""
        protocol = self.server.protocol
        if path == LOGIN:
            return protocol.login(body)
        if befell in ("session", "no_sessions"):
            protocol.drop_sessions()
        told = answer("99", "Hệ thống đang bận") if befell == "refuse" else protocol.serve(body)
        self._note(body, told)
        return told

    def _answer(self, befell: str, told: dict[str, Any]) -> None:
        self.server.trouble.wait()
        if befell == "after":
            self._say(500, b"Internal Server Error", "text/plain")
        elif befell == "garbage":
            self._say(200, NONSENSE, "text/html")
        elif befell == "cut_off":
            self._break_off()
        else:
            self._json_answer(told)

    def _control(self, body: Any) -> None:
        wrong = self.server.trouble.change(body)
        if wrong:
            self._say(400, json.dumps({"error": wrong}, ensure_ascii=False).encode(), JSON)
            return
        if body.get("drop_sessions"):
            self.server.protocol.drop_sessions()
        trouble = self.server.trouble
        now = {"mode": trouble.mode, "fail_rate": trouble.fail_rate, "delay": trouble.delay}
        self._json_answer(now)

    def _figures(self, day: str) -> dict[str, Any]:
        held = self.server.protocol.store.dossiers()
        records = [one.record for one in held]
        until = day or last_day(records, [s for one in held for s in one.steps[-1:]])
        return {"day": until, **figures(records, until)}

    def _note(self, body: Any, told: dict[str, Any]) -> None:
        asked = body if isinstance(body, dict) else {}
        data = asked.get("data")
        records = len(data) if isinstance(data, list) else 0
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        service = str(asked.get("service", ""))[:60]
        store = self.server.protocol.store
        store.note(at, service, records, told["error_code"], told["message"])

    def _json(self, raw: bytes) -> Any:
        try:
            return json.loads(raw)
        except ValueError:
            return None

    def _json_answer(self, value: Any) -> None:
        self._say(200, json.dumps(value, ensure_ascii=False).encode(), JSON)

    def _page(self, html: str, status: int = 200) -> None:
        self._say(status, html.encode(), "text/html; charset=utf-8")

    def _say(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _break_off(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Every service call is in the store; the rest is of no interest."""

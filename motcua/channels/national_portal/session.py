"""The portal's protocol: log in, ask, and read success from error_code and nothing else."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.channels.web import ask
from motcua.domain.delivery import TryLater

LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Reply:
    """What the portal answered: its code, its words, and the rest."""

    code: str
    message: str
    result: Any

    @property
    def words(self) -> str:
        """Code and words, as they are shown to people and kept."""
        return f"{self.code}: {self.message}" if self.message else self.code


class Session:
    """A login that is renewed when it has ended. Safe in many threads."""

    def __init__(self, codes: Mapping[str, Any], where: Mapping[str, str]) -> None:
        self.codes, self.where = codes, where
        self._lock = threading.Lock()
        self._token, self._until = "", 0.0

    def call(self, service: str, *, share: bool = False, **more: Any) -> Reply:
        """One call. TryLater when the portal is unwell or asks to be tried again.

        A session that ended meanwhile is renewed once, and the same call made again: it was
        refused before it did anything.
        """
        for attempt in (1, 2):
            token = self._session()
            body = {"session": token, "madonvi": self.where["unit"], "service": service, **more}
            reply = self._ask(self.codes["share" if share else "integration"], body)
            if reply.code not in self.codes["answers"]["session"]:
                break
            self._forget(token)
            if attempt == 2:
                raise TryLater(f"the session was refused twice: {reply.words}")
        if reply.code in self.codes["answers"]["later"]:
            raise TryLater(reply.words)
        return reply

    def _session(self) -> str:
        with self._lock:
            if not self._token or time.monotonic() > self._until:
                account = {name: self.where[name] for name in ("username", "password")}
                reply = self._ask(self.codes["login"], account)
                token = reply.result.get("session") if isinstance(reply.result, dict) else None
                if reply.code not in self.codes["answers"]["ok"] or not token:
                    raise TryLater(f"login was refused: {reply.words}")
                self._token = str(token)
                self._until = time.monotonic() + 60 * self.codes["session_minutes"]
            return self._token

    def _forget(self, token: str) -> None:
        with self._lock:
            if self._token == token:
                self._token = ""

    def _ask(self, path: str, body: Mapping[str, Any]) -> Reply:
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Charset": "utf-8",
            "dstcode": self.where["dstcode"],
        }
        sent = json.dumps(body, ensure_ascii=False).encode()
        url = self.where["url"].rstrip("/") + path
        status, found = ask("POST", url, sent, headers, self.codes["pace"]["time_out"])
        return read_reply(status, found)


def read_reply(status: int, body: bytes) -> Reply:
    """The reply in these bytes. TryLater for anything that is no reply: an error page, half a
    message, an answer without error_code."""
    shown = body[:LONGEST_WORDS].decode("utf-8", "replace")
    if status != 200:
        raise TryLater(f"HTTP {status}: {shown}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # brackets in brackets, thousands of them
        raise TryLater(f"the answer is no JSON: {shown}") from None
    if not isinstance(found, dict) or "error_code" not in found:
        raise TryLater(f"the answer bears no error_code: {shown}")
    code, message = str(found["error_code"]), str(found.get("message") or "")[:LONGEST_WORDS]
    return Reply(code, message, found.get("result", found))

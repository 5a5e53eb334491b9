"""Text messages through any gateway that takes HTTP; what it is sent stands in its file."""

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.channels.configuration import configured, pace_of
from motcua.channels.letters import letter
from motcua.channels.web import ask
from motcua.domain.delivery import Envelope, Sent, TryLater, Undeliverable
from motcua.domain.text import plain_letters

NAME = "sms"


def unready() -> str:
    """Why nothing can be sent: no gateway is named."""
    if settings.SMS_GATEWAY["url"]:
        return ""
    return _("chưa đặt địa chỉ %(name)s") % {"name": "MOTCUA_SMS_URL"}


def send(envelope: Envelope) -> Sent:
    """Send one message; the gateway's own answer decides, where its file says how to read it."""
    setup = configured(NAME)
    wire = wire_of(envelope, setup)
    headers = {"Content-Type": setup["content_type"]}
    if setup["authorization"]:
        headers["Authorization"] = setup["authorization"] + settings.SMS_GATEWAY["token"]
    time_out = pace_of(NAME).time_out
    status, body = ask(setup["method"], settings.SMS_GATEWAY["url"], wire, headers, time_out)
    words = body.decode("utf-8", "replace")[:500]
    if 400 <= status < 500 and status not in (408, 425, 429):
        raise Undeliverable(f"HTTP {status}: {words}", wire)
    if status >= 300:
        raise TryLater(f"HTTP {status}: {words}")
    if not _accepted(body, setup):
        raise Undeliverable(words, wire)
    return Sent(wire, words)


def wire_of(envelope: Envelope, setup: dict[str, Any]) -> bytes:
    """The bytes for one message: pure. Undeliverable without a telephone number."""
    person = envelope.document.get("person")
    to = str(person.get("phone") or "") if isinstance(person, dict) else ""
    if not to:
        raise Undeliverable("the person left no telephone number")
    text, _ = letter(envelope.document)
    if setup["plain_letters"]:
        text = plain_letters(text)
    filled = {"to": to, "text": text[: setup["longest"]], "key": envelope.key}
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in filled.items()}
    return str(setup["body"]).format(**quoted).encode()


def _accepted(body: bytes, setup: dict[str, Any]) -> bool:
    field = setup["answer_field"]
    if not field:
        return True
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise TryLater("the gateway's answer is no JSON") from None
    return isinstance(answer, dict) and str(answer.get(field)) in setup["answer_ok"]

"""Text messages through a gateway that takes HTTP."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from motcua.actions.mirror import switch
from motcua.channels import sms
from motcua.channels.configuration import configured
from motcua.channels.registry import CHANNELS
from motcua.domain.delivery import Envelope, Sent, TryLater, Undeliverable
from motcua.models import Message
from tests.story import received
from tests.test_house import specimen


class Gateway:
    """A gateway that answers what it is told to, and keeps what it was asked."""

    status, body = 200, b'{"code": "0"}'

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], Any]] = []


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    found = Gateway()

    class Call(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            found.asked.append((dict(self.headers), json.loads(raw)))
            self.send_response(found.status)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Call)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    settings.SMS_GATEWAY = {"url": f"http://127.0.0.1:{server.server_port}/send", "token": "token"}
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def envelope(letter: str = "finished", **person: str) -> Envelope:
    told = specimen(letter)
    told["person"] = {"name": "Trúc", "phone": "0905000218"} | person
    return Envelope("k/1/sms", "sms", {**told, "letter": letter})  # type: ignore[arg-type]


def test_one_message_goes_out_in_plain_letters_with_its_key(gateway: Gateway):
    [outcome] = CHANNELS["sms"].send([envelope()])
    assert isinstance(outcome, Sent)
    [(headers, asked)] = gateway.asked
    assert headers["Authorization"] == "Bearer token"
    assert asked == {
        "to": "0905000218",
        "text": "Ho so 000.12.38.H08-200320-0001 da co ket qua",
        "ref": "k/1/sms",
    }


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b'{"code": "7", "message": "het tien"}', Undeliverable),
        (200, b"OK", TryLater),
        (500, b"", TryLater),
        (429, b"", TryLater),
        (400, b"bad number", Undeliverable),
        (302, b"", TryLater),
    ],
)
def test_what_the_gateway_answers_decides(gateway: Gateway, status, body, kind):
    gateway.status, gateway.body = status, body
    [outcome] = CHANNELS["sms"].send([envelope()])
    assert isinstance(outcome, kind)


def test_a_quote_in_the_text_breaks_nothing():
    told = envelope(phone='09"05')
    assert json.loads(sms.wire_of(told, configured("sms")))["to"] == '09"05'


def test_without_a_gateway_or_a_number_nothing_is_sent(settings):
    settings.SMS_GATEWAY = {"url": "", "token": ""}
    assert "MOTCUA_SMS_URL" in CHANNELS["sms"].unready()
    [outcome] = CHANNELS["sms"].send([envelope(phone="")])
    assert isinstance(outcome, Undeliverable)


@pytest.mark.django_db
@pytest.mark.parametrize("on", [False, True])
def test_people_get_text_messages_only_where_they_are_switched_on(on: bool):
    switch("sms", on=on)
    key = received()
    assert Message.objects.filter(dossier_key=key, destination="sms").exists() is on

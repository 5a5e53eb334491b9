"""What real use promises of cookies, transport and forms: the product's settings, and answers."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.models import User
from tests.web.client import Visitor, text_of

SAFE = (
    *("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE"),
    *("CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE"),
    *("SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "DEBUG"),
    *("SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_REFERRER_POLICY", "ALLOWED_HOSTS"),
    *("SECURE_CROSS_ORIGIN_OPENER_POLICY", "SESSION_EXPIRE_AT_BROWSER_CLOSE"),
    "SECURE_REDIRECT_EXEMPT",
)
A_YEAR = 365 * 24 * 60 * 60
READ = "import json; from motcua.config import settings as s; print(json.dumps({n: getattr(s, n) for n in %r}))"  # noqa: E501


def settings_of(**environment: str) -> dict[str, Any]:
    """The product's own settings, read by a process with this environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MOTCUA_", "DATABASE_"))}
    said = subprocess.run(
        [sys.executable, "-c", READ % (SAFE,)],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(said.stdout))


def real_use(**more: str) -> dict[str, Any]:
    """The settings of an installation that is no demo, behind a proxy that ends TLS."""
    ours = {"MOTCUA_SECRET_KEY": "k" * 50, "MOTCUA_HOSTS": "motcua.example.vn"}
    return settings_of(**ours, MOTCUA_BEHIND_PROXY="1", **more)


@pytest.fixture
def live(settings: Any) -> None:
    """Answers are made with the settings of real use."""
    for name, value in real_use().items():
        setattr(settings, name, value)


def test_in_real_use_cookies_travel_encrypted_only_and_no_script_reads_them() -> None:
    real = real_use()
    for cookie in ("SESSION", "CSRF"):
        assert real[f"{cookie}_COOKIE_SECURE"] is True
        assert real[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert real[f"{cookie}_COOKIE_SAMESITE"] in ("Lax", "Strict")
    assert real["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True


def test_a_trial_over_plain_http_gets_cookies_that_come_back_over_it() -> None:
    trial = real_use(MOTCUA_PLAIN_HTTP="1")
    assert trial["SECURE_SSL_REDIRECT"] is False
    for cookie in ("SESSION", "CSRF"):
        assert trial[f"{cookie}_COOKIE_SECURE"] is False
        assert trial[f"{cookie}_COOKIE_HTTPONLY"] is True
    assert real_use(MOTCUA_PLAIN_HTTP="0")["SESSION_COOKIE_SECURE"] is True


def test_in_real_use_everything_goes_encrypted_and_stays_so() -> None:
    real = real_use()
    assert real["SECURE_SSL_REDIRECT"] is True
    assert real["SECURE_HSTS_SECONDS"] >= A_YEAR
    assert real["DEBUG"] is False


def test_real_use_answers_to_its_own_names_only() -> None:
    own = {"127.0.0.1", "localhost", "[::1]", "motcua.example.vn"}
    assert set(real_use()["ALLOWED_HOSTS"]) == own
    assert set(real_use(HOST="0.0.0.0")["ALLOWED_HOSTS"]) == own


def test_who_is_no_proxy_is_not_believed_to_have_come_encrypted() -> None:
    assert settings_of(MOTCUA_SECRET_KEY="k" * 50)["SECURE_PROXY_SSL_HEADER"] is None


@pytest.mark.django_db
@pytest.mark.usefixtures("live")
def test_what_comes_unencrypted_is_sent_to_the_encrypted_page() -> None:
    answer = Client(headers={"host": "localhost"}).get("/sign-in")
    assert (answer.status_code, answer["Location"]) == (301, "https://localhost/sign-in")
    assert Client(headers={"host": "localhost"}).get("/healthz").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("live")
def test_an_answer_in_real_use_bears_every_header_and_flag() -> None:
    answer = Client(headers={"host": "localhost", "x-forwarded-proto": "https"}).get("/sign-in")
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"].startswith(f"max-age={A_YEAR}")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in answer["Content-Security-Policy"]
    flags = answer.cookies["motcua_csrf"]
    assert flags["secure"]
    assert flags["httponly"]
    assert flags["samesite"] == "Lax"


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> list[str]:
    """Every address of the pages, with something in the place of each value."""
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            found += (
                [] if one.namespace else _addresses(one.url_patterns, before + str(one.pattern))
            )
        elif getattr(one.callback, "csrf_exempt", False) is False:
            found.append(before + str(one.pattern))
    return found


_VALUES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def _filled(pattern: str) -> str:
    parts = []
    for part in pattern.replace(">", "<").split("<"):
        kind, colon, _name = part.partition(":")
        parts.append(_VALUES.get(kind, "a") if colon else part)
    return "".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize("name", [None, "phuc"])
def test_no_address_takes_a_form_without_its_token(name: str | None) -> None:
    visitor = Visitor(enforce_csrf_checks=True)
    if name:
        visitor.force_login(User.objects.get(username=name))
    asked = 0
    for pattern in _addresses(get_resolver().url_patterns):
        answer = visitor.post(_filled(pattern), {"expect": "1"})
        assert answer.status_code in (403, 404), (pattern, answer.status_code)
        if answer.status_code == 403:
            asked += 1
            assert "trang đã mở quá lâu" in text_of(answer), pattern
    assert asked > 30, "most addresses were really asked"

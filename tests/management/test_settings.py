"""What is safe to serve, and what the product's own settings promise."""

import logging
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import Client

from motcua.config import settings as product
from motcua.config.logs import WithoutPersonalData
from motcua.management.secret import UnsafeToServe, refuse_unsafe, secret_key

GOOD = "k" * 50


@pytest.fixture
def live(place: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that is no demo's."""
    monkeypatch.setenv("MOTCUA_VAR", str(place))
    monkeypatch.delenv("MOTCUA_DEMO")
    monkeypatch.setenv("MOTCUA_SECRET_KEY", GOOD)
    return monkeypatch


def test_a_demo_makes_its_key_once_and_keeps_it_to_itself(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_VAR", str(place))
    key = secret_key()
    assert len(key) >= 50
    assert secret_key() == key
    assert stat.S_IMODE((place / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in place.iterdir()] == ["secret-key"]


def test_real_use_with_a_key_of_its_own_is_served(live: pytest.MonkeyPatch) -> None:
    refuse_unsafe(debug=False)


def test_real_use_without_a_key_is_refused(live: pytest.MonkeyPatch) -> None:
    live.delenv("MOTCUA_SECRET_KEY")
    assert secret_key() == ""
    with pytest.raises(UnsafeToServe, match="MOTCUA_SECRET_KEY"):
        refuse_unsafe(debug=False)


def test_real_use_with_a_demos_key_is_refused(live: pytest.MonkeyPatch, place: Path) -> None:
    (place / "secret-key").write_text(GOOD)
    with pytest.raises(UnsafeToServe, match="bản mẫu"):
        refuse_unsafe(debug=False)


def test_real_use_with_debug_pages_is_refused(live: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsafeToServe, match="MOTCUA_DEBUG"):
        refuse_unsafe(debug=True)


def test_passwords_are_hashed_with_argon2_and_not_with_half_a_gigabyte(settings: Any) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    made = make_password("đoạn mật khẩu")
    assert made.startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")
    assert check_password("đoạn mật khẩu", made)
    assert not check_password("đoạn mật khẩu khác", made)


def test_a_password_of_before_is_good_and_is_hashed_anew_when_it_is_used(settings: Any) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    anew: list[str] = []
    before = Argon2PasswordHasher().encode("đoạn mật khẩu", "muốinhưtrước")
    assert check_password("đoạn mật khẩu", before, anew.append)
    assert anew == ["đoạn mật khẩu"]


@pytest.mark.django_db
def test_every_page_forbids_foreign_scripts_and_frames(client: Client) -> None:
    headers = client.get("/no-such-page").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_log_lines_leave_out_the_values_that_postgresql_quotes() -> None:
    try:
        raise ValueError(
            'duplicate key value violates unique constraint "one"\n'
            "DETAIL:  Key (identity)=(052190001234) already exists."
        )
    except ValueError:
        record = logging.LogRecord("motcua", 40, "", 0, "failed", None, sys.exc_info())
    line = WithoutPersonalData().format(record)
    assert "052190001234" not in line
    assert 'unique constraint "one"' in line
    assert "Traceback" in line


def test_log_lines_leave_out_values_that_span_lines() -> None:
    record = logging.LogRecord(
        "motcua", 40, "", 0, "bad\nDETAIL:  Failing row contains (1, Nguyễn\nVăn An).", None, None
    )
    assert "Văn An" not in WithoutPersonalData().format(record)

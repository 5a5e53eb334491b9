"""The commands of exchange: switching, resending, and a sandbox that says what is wrong."""

import json
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from uuid6 import uuid7

from motcua.actions.mirror import is_on
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.models import Message
from tests.management.conftest import Run
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import HOUSEHOLD, at, reception, tell

MORNING = at("2020-03-20 09:00")


@pytest.fixture
def portal(db: None):
    with sandbox() as found:
        mirrored()
        yield found


def begun(**more: object) -> UUID:
    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(HOUSEHOLD, **{"applicant": CITIZEN, **more}), MORNING)
    return key


def answered(capsys, *arguments: str, **options: object) -> object:
    call_command(*arguments, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_a_destination_is_switched_on_and_told_what_came_before(portal: Portal, capsys):
    call_command("destination", NATIONAL_PORTAL, "--off")
    begun()
    capsys.readouterr()
    assert answered(capsys, "destination", NATIONAL_PORTAL) == {"on": False, "queued": 0}
    with pytest.raises(CommandError, match="đang tắt"):
        call_command("destination", NATIONAL_PORTAL, "--queue-all")
    told = answered(capsys, "destination", NATIONAL_PORTAL, "--on", "--queue-all")
    assert told == {"on": True, "queued": 1}
    assert answered(capsys, "destination", NATIONAL_PORTAL, "--queue-all") == {
        "on": True, "queued": 0,
    }  # fmt: skip
    assert is_on(NATIONAL_PORTAL)


@pytest.mark.django_db
def test_what_makes_no_sense_is_refused():
    with pytest.raises(CommandError, match="chỉ dùng với national_portal"):
        call_command("destination", "sms", "--queue-all")
    with pytest.raises(CommandError, match="--delivered cần --destination"):
        call_command("resend", "--delivered")
    with pytest.raises(CommandError, match="--delivered cần --destination"):
        call_command("resend", "--delivered", "--destination", "email")
    with pytest.raises(CommandError, match="sớm hơn"):
        call_command("resend", "--from", "2020-03-21", "--to", "2020-03-20")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ((), 2),
        (("--agency", "000.12.38.H08"), 2),
        (("--agency", "H08.38"), 2),
        (("--agency", "H08.38.11"), 0),
        (("--from", "2020-03-20", "--to", "2020-03-20"), 2),
        (("--to", "2020-03-19"), 0),
        (("--destination", "sms"), 0),
        (("--code", "000.12.38.H08-200320-0001"), 1),
    ],
)
def test_dead_letters_are_put_back_by_unit_day_and_code(portal, capsys, arguments, count):
    for _ in range(2):
        begun(applicant=CITIZEN.__class__("Trần Văn Không Số"))
    send_all()
    assert len(answered(capsys, "resend", "--list", *arguments)) == count  # type: ignore[arg-type]
    assert answered(capsys, "resend", *arguments) == {"resent": count}
    assert Message.objects.filter(destination=NATIONAL_PORTAL, state="waiting").count() == count


def test_after_a_mapping_was_mended_everything_is_told_again_and_nothing_doubled(portal, capsys):
    key = begun()
    send_all()
    told = answered(capsys, "resend", "--delivered", "--destination", NATIONAL_PORTAL)
    assert told == {"resent": 1}
    assert [one.outcome for one in send_all()] == ["sent"]
    code = Message.objects.get(dossier_key=key, destination=NATIONAL_PORTAL).code
    assert portal.steps(code) == [1]


def test_a_sandbox_that_cannot_be_is_one_sentence(motcua: Run):
    for arguments, words in (
        (("--fail-rate", "101"), "fail_rate từ 0 đến 100"),
        (("--delay", "-1"), "delay từ 0"),
        (("--store", "/khong/co/thu-muc/x.sqlite"), "không dùng được tệp"),
        (("--port", "70000"), "không nghe được"),
    ):
        done = motcua("sandbox-portal", *arguments)
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert "Traceback" not in done.stderr

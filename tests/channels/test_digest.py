"""One mail on a working morning for each of the staff, of all that came up since the last."""

import tomllib
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.test import override_settings

from motcua.actions.destinations import look_after
from motcua.actions.outbox import deliver_round
from motcua.actions.resending import Chosen, resend
from motcua.actions.tick import pass_time
from motcua.channels.digest_letter import NAMED, digest_letter
from motcua.channels.one_by_one import OneByOne
from motcua.channels.registry import CHANNELS
from motcua.domain import commands as do
from motcua.domain.delivery import Envelope, ReceiverBusy, Sent, TryLater
from motcua.domain.dossier import Dossier
from motcua.domain.facts import AlarmRang, By, Entry
from motcua.domain.law import Law
from motcua.domain.messages import DIGEST, Told, leaves, next_morning
from motcua.domain.roles import Role
from motcua.domain.rulebook import BadRulebook
from motcua.domain.rulebook_file import parse_rulebook
from motcua.models import Destination, Message, User
from motcua.models.law import reference
from tests.story import HOUSEHOLD, ONE_STOP, at, received, tell
from tests.test_house import specimen

CHANNEL = CHANNELS[DIGEST]
DOWN = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_PORT": 1,
}


@pytest.fixture
def two(db):
    """Two dossiers received on Friday 20-3 and due on Wednesday 25; the officer has both."""
    User.objects.filter(username__in=["thang", "nga", "khai"]).update(email="x@example.org")
    keys = [received(HOUSEHOLD, ONE_STOP, at(f"2020-03-20 09:0{n}")) for n in range(2)]
    for key in keys:
        tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
        tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    return keys


def round_at(text):
    """Real time is another than the system's: a digest goes by the system's."""
    return deliver_round(DIGEST, CHANNEL, at(text), at("2026-11-29 09:00"))


@pytest.mark.parametrize(
    ("rang", "known", "then"),
    [
        ("03-23 00:00", "03-23 00:00", "03-23 07:15"),  # Monday at midnight: the same morning
        ("03-23 07:00", "03-23 07:00", "03-23 07:15"),  # what rings when the office opens is in it
        ("03-23 07:15", "03-23 07:15", "03-23 07:15"),
        ("03-23 07:16", "03-23 07:16", "03-24 07:15"),
        ("03-20 16:00", "03-20 16:00", "03-23 07:15"),  # Friday: nobody reads it on Saturday
        ("03-21 00:00", "03-21 00:00", "03-23 07:15"),
        ("01-22 16:00", "01-22 16:00", "01-30 07:15"),  # Tết: from the 23rd to the 29th
        # A clock that stood still, or had much to do: too late for the mail of this very morning.
        ("03-23 07:00", "03-23 07:16", "03-23 07:30"),
        ("03-23 07:00", "03-23 07:30", "03-23 07:30"),
        ("03-23 07:00", "03-23 10:02", "03-23 10:15"),
        ("03-20 16:00", "03-23 10:02", "03-23 10:15"),
        ("03-20 16:00", "03-21 10:02", "03-23 07:15"),
    ],
)
@pytest.mark.django_db
def test_the_morning_on_which_it_leaves(rang, known, then):
    found = reference()
    law = Law(None, found.agencies, found.calendar_of, lambda who: (), found.rules)
    rang, known, then = (at(f"2020-{text}") for text in (rang, known, then))
    assert next_morning(rang, known, "H08.38", law) == then


def test_a_year_without_a_calendar_silences_no_alarm(two):
    found = reference()
    law = Law(None, found.agencies, found.calendar_of, lambda who: (), found.rules)
    then = at("2199-01-07 08:00")
    assert next_morning(then, then, "H08.38", law) == then


@pytest.mark.parametrize(("closed", "at_work"), [("H08.38", ONE_STOP), (ONE_STOP, "H08.38")])
@pytest.mark.django_db
def test_of_two_agencies_the_one_that_opens_sooner_says_when_it_leaves(closed, at_work):
    calendars = {
        closed: ClosedOnMonday,
        at_work: reference().calendar_of(at_work),
    }
    found, rang = reference(), at("2020-03-23 00:00")
    law = Law(None, found.agencies, calendars.get, lambda who: (), found.rules)
    dossier = Dossier(receiving=ONE_STOP, competent="H08.38")
    entry = Entry(
        7, AlarmRang(happened=rang, kind="opinion", number=1), By(0, "H08.38", Role.CLOCK), rang
    )
    assert leaves(Told(DIGEST, ONE_STOP, {}), entry, dossier, law) == at("2020-03-23 07:15")


class ClosedOnMonday:
    @staticmethod
    def next_opening(moment):
        return max(moment, at("2020-03-24 07:00"))


def test_all_of_one_morning_is_one_mail_for_each(two):
    pass_time(at("2020-03-24 07:00"))  # Tuesday: two of Monday's rungs and two of today's, of each
    assert round_at("2020-03-24 07:14") == []
    sent = round_at("2020-03-24 07:15")
    assert {one.outcome for one in sent} == {"sent"}
    assert len(mail.outbox) == 2, "the officer's and the leader's"
    waiting = Message.objects.filter(state="waiting", destination__startswith=DIGEST)
    assert not waiting.exists()
    officer = next(m for m in mail.outbox if "Trần Thị Nga" in m.body)
    assert officer.subject == "Một Cửa buổi sáng: 4 việc cần chú ý"
    assert "Còn 1 ngày làm việc là đến hạn: 2 hồ sơ" in officer.body
    assert "Còn 2 ngày làm việc là đến hạn: 2 hồ sơ" in officer.body
    assert officer.body.index("Còn 1 ngày") < officer.body.index("Còn 2 ngày")
    assert round_at("2020-03-24 07:16") == []


def test_the_next_morning_tells_what_is_new(two):
    pass_time(at("2020-03-24 07:00"))
    round_at("2020-03-24 07:15")
    mail.outbox.clear()
    pass_time(at("2020-03-26 00:00"))
    round_at("2020-03-26 07:15")
    [leader] = mail.outbox
    assert leader.subject == "Một Cửa buổi sáng: 2 việc cần chú ý, 2 hồ sơ quá hạn"
    assert "Đã hết hạn mà chưa có kết quả: 2 hồ sơ" in leader.body
    assert "hạn 25/03/2020" in leader.body


def test_a_mail_server_that_is_down_costs_no_alarm(two):
    pass_time(at("2020-03-24 07:00"))
    with override_settings(**DOWN):
        assert {one.outcome for one in round_at("2020-03-24 07:15")} == {"later"}
    assert not mail.outbox
    assert {one.outcome for one in round_at("2020-03-24 07:17")} == {"sent"}
    assert len(mail.outbox) == 2


def test_what_failed_together_comes_back_as_one_mail(two, monkeypatch):
    pass_time(at("2020-03-24 07:00"))
    chance = iter(range(1000))
    monkeypatch.setattr("motcua.actions.outbox.random.random", lambda: next(chance) / 1000)
    with override_settings(**DOWN):
        round_at("2020-03-24 07:15")
    for second in range(60):
        round_at(f"2020-03-24 07:15:{second:02}")
    assert len(mail.outbox) == 2, "the officer's and the leader's"


def test_a_second_failure_does_not_part_what_came_later(two):
    pass_time(at("2020-03-24 07:00"))
    with override_settings(**DOWN):
        round_at("2020-03-24 07:15")
        Message.objects.filter(tries=1).update(tries=9, next_try=at("2020-03-26 07:40"))
    pass_time(at("2020-03-26 00:00"))
    round_at("2020-03-26 07:15")
    [leader] = mail.outbox
    assert "Đã hết hạn" in leader.body
    assert "Còn 1 ngày" in leader.body, "what failed on the 24th"
    round_at("2020-03-26 07:40")
    assert len(mail.outbox) == 2, "and the officer's, to whom nothing new happened"


def test_the_mail_is_kept_once_not_with_each_of_its_alarms(two):
    pass_time(at("2020-03-24 07:00"))
    round_at("2020-03-24 07:15")
    sent = Message.objects.filter(state="sent", destination__startswith=DIGEST)
    assert sent.count() > sent.exclude(wire=None).count() == len(mail.outbox)


@pytest.mark.parametrize(
    "trouble",
    [
        SMTPRecipientsRefused({"x@example.org": (450, b"greylisted, come back")}),
        SMTPDataError(452, b"mailbox full"),
    ],
)
def test_an_address_that_is_put_off_is_tried_again_and_holds_up_nobody(two, monkeypatch, trouble):
    def refuses(message):
        if "Trịnh Công Thắng" in message.body:
            raise trouble
        return 1

    pass_time(at("2020-03-24 07:00"))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
    first = {one.key.rpartition(":")[2]: one.outcome for one in round_at("2020-03-24 07:15")}
    assert sorted(first.values()) == ["later", "sent"]
    monkeypatch.undo()
    assert {one.outcome for one in round_at("2020-03-24 07:17")} == {"sent"}


def test_a_letter_that_is_put_off_holds_up_no_other_letter():
    def send(envelope):
        if envelope.key == "1":
            raise ReceiverBusy("450 come back")
        if envelope.key == "3":
            raise TryLater("no server")
        return Sent(b"")

    channel = OneByOne("email", send)
    outcomes = channel.send([Envelope(str(n), "email", {}) for n in range(5)])
    kinds = [type(one) for one in outcomes]
    assert kinds == [Sent, ReceiverBusy, Sent, TryLater, TryLater]


@pytest.mark.django_db
def test_a_server_that_puts_one_address_off_is_well():
    then = at("2020-03-24 07:15")
    for _ in range(9):
        look_after("email", CHANNEL.pace(), then, then, 0, [ReceiverBusy("450 come back")])
    gate = Destination.objects.get(name="email")
    assert (gate.open_until, gate.failures, gate.failed, gate.refused) == (None, 0, 9, 0)


def test_an_address_that_cannot_be_written_stops_nobody(two):
    pass_time(at("2020-03-24 07:00"))
    for row in Message.objects.filter(destination__startswith=DIGEST):
        if row.document["person"]["name"] == "Trịnh Công Thắng":
            row.document["person"]["email"] = "x@example.org\nBcc: y@example.org"
            row.save()
    assert {one.outcome for one in round_at("2020-03-24 07:15")} == {"dead", "sent"}
    assert len(mail.outbox) == 1


def test_the_last_day_of_an_apology_is_told_by_its_date():
    document = specimen("alarm")
    fact = {"alarm": "apology", "count": 0, "happened": "2020-03-24T00:00:00+00:00"}
    _, text = digest_letter([document | {"fact": document["fact"] | fact}])
    assert "Ngày 24/03/2020 là ngày cuối để gửi phiếu xin lỗi" in text


def test_an_address_that_the_server_refuses_holds_up_nobody_else(two, monkeypatch):
    def refuses(message):
        if "Trần Thị Nga" in message.body:
            raise SMTPRecipientsRefused({"x@example.org": (550, b"no such user")})
        return 1

    pass_time(at("2020-03-24 07:00"))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
    outcomes = sorted({one.outcome for one in round_at("2020-03-24 07:15")})
    assert outcomes == ["dead", "sent"]
    dead = Message.objects.filter(state="dead")
    assert {row.document["person"]["name"] for row in dead} == {"Trần Thị Nga"}
    monkeypatch.undo()
    assert resend(Chosen(destination=DIGEST), at("2026-11-29 09:00")) == 4
    assert {one.outcome for one in round_at("2020-03-24 08:00")} == {"sent"}
    assert len(mail.outbox) == 1


def test_whoever_has_no_address_is_told_by_the_pages_alone(two):
    User.objects.filter(username="nga").update(email="")
    pass_time(at("2020-03-24 07:00"))
    told = Message.objects.filter(destination__startswith=DIGEST)
    assert {row.document["person"]["name"] for row in told} == {"Trịnh Công Thắng"}


def test_many_receivers_take_several_rounds_and_nobody_gets_two_mails(two, monkeypatch):
    pass_time(at("2020-03-26 00:00"))
    monkeypatch.setattr("motcua.channels.digest.Digest.pace", lambda self: PACE)
    first, second = round_at("2020-03-26 07:15"), round_at("2020-03-26 07:16")
    assert {key.rpartition(":")[2] for key in (one.key for one in first)}.isdisjoint(
        {key.rpartition(":")[2] for key in (one.key for one in second)}
    )
    assert len(mail.outbox) == 2


PACE = type(CHANNEL.pace())(batch=1, rate=1000, burst=1000, together=True)


def test_a_flood_is_counted_and_its_first_are_named():
    flood = [
        specimen("alarm") | {"code": f"000.12.38.H08-200320-{n:04}"} for n in range(NAMED + 10)
    ]
    subject, text = digest_letter(flood)
    assert f"{NAMED + 10} việc" in subject
    assert f"{NAMED - 1:04}" in text
    assert f"{NAMED:04}" not in text
    assert "… và 10 hồ sơ khác" in text


def test_a_ladder_with_a_way_that_nobody_knows_is_refused():
    rung = """
[[rung]]
alarm = "due"
place = "competent"
role = "leader"
channel = "pigeon"
from = 2020-01-01
source = "kiểm thử"
"""
    with pytest.raises(BadRulebook, match="pigeon"):
        parse_rulebook(tomllib.loads(rung))

"""Sent online: the reception clock, another portal's code, and what the one-stop makes of it."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.actions.dossiers import Done, Request, perform, perform_many
from motcua.actions.late_day_off import confirm, planned_moves
from motcua.actions.tick import pass_time
from motcua.channels.letters import letter
from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.evolve import replay
from motcua.domain.facts import PaperCount
from motcua.domain.reception_clock import received_late, reception_overdue_from
from motcua.domain.refusal import Refused
from motcua.models import DeskRow, Dossier, DossierCode, Fact, Message, User
from motcua.models.mapping import from_row
from motcua.reads.access import key_of
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import entries
from tests.actions.days_off import decision
from tests.actions.test_door import new_key
from tests.story import AN, COMMUNE, HOUSEHOLD, OTHER_COMMUNE, PERMIT, at, reception, tell, who

pytestmark = pytest.mark.django_db

NATIONAL = "G22.99.08-220318-004417"
SCAN = do.NewFile("cd" * 32, "to-khai.pdf")
FRIDAY_EVENING = at("2022-03-18 19:40")
ASK = do.AskReceptionSupplement(
    agency=COMMUNE,
    procedure=HOUSEHOLD.code,
    applicant=AN,
    content="thiếu giấy đề nghị",
    explanation="chưa có chữ ký người nộp",
    guidance="ký vào giấy đề nghị theo mẫu",
    channel="online",
)
REFUSE = do.RefuseReception(
    agency=COMMUNE,
    procedure=HOUSEHOLD.code,
    applicant=AN,
    papers=(),
    reason="other",
    explanation="không thuộc thẩm quyền của xã",
    channel="online",
)
RECEIVE = reception(channel="online", return_manner="electronic")


def submission(**more):
    values = {
        "agency": COMMUNE,
        "procedure": HOUSEHOLD.code,
        "applicant": AN,
        "papers": (PaperCount("form", 1, 0),),
        "files": (("form", SCAN),),
        "portal_code": NATIONAL,
    }
    return do.Submit(**(values | more))


def sent(when=FRIDAY_EVENING, **more):
    key = new_key()
    perform(key, submission(**more), actor=0, now=when)
    return key


def state(key):
    row = Dossier.objects.get(key=key)
    assert list(verify_one(row)) == []
    return from_row(row)


def refused(key, command, when=FRIDAY_EVENING, name=""):
    with pytest.raises(Refused) as refusal:
        if name:
            tell(key, name, command, when)
        else:
            perform(key, command, actor=0, now=when)
    return refusal.value


@pytest.mark.parametrize(
    ("sent_at", "warned", "receive_by"),
    [
        # Office hours of the province: 07:00–11:30 and 13:30–17:00, eight hours a day.
        # Friday evening: the clock starts on Monday at 07:00 and ends with that day
        ("2022-03-18 19:40", "2022-03-21 11:00", "2022-03-21 17:00"),
        ("2022-03-19 09:00", "2022-03-21 11:00", "2022-03-21 17:00"),  # Saturday
        ("2022-03-21 07:00", "2022-03-21 11:00", "2022-03-21 17:00"),  # Monday, at the opening
        ("2022-03-21 10:00", "2022-03-21 16:00", "2022-03-22 10:00"),  # 1.5 h, then 2.5 h; Tuesday
        ("2022-03-21 12:00", "2022-03-22 07:30", "2022-03-22 11:30"),  # at lunch: from 13:30
        ("2022-04-08 16:30", "2022-04-12 10:30", "2022-04-12 16:30"),  # Monday 11-4: Giỗ Tổ
    ],
)
def test_the_reception_clock_runs_in_the_working_hours_of_the_unit(sent_at, warned, receive_by):
    key = sent(at(sent_at))
    waiting = state(key)
    assert waiting.state is State.SUBMITTED
    assert waiting.receive_by == at(receive_by)
    assert [(a.kind, a.at, a.number) for a in waiting.alarms] == [
        ("reception", at(warned), 4),
        ("reception", at(receive_by) + timedelta(minutes=1), 8),
    ]


def test_what_was_sent_before_the_rule_is_never_late_by_it():
    key = sent(at("2020-03-20 19:40"), portal_code="")
    waiting = state(key)
    assert (waiting.receive_by, waiting.alarms) == (None, ())
    assert reception_overdue_from(waiting) is None
    tell(key, "phuc", RECEIVE, at("2020-04-20 09:00"))
    assert not received_late(state(key))
    assert pass_time(at("2020-03-25 08:00")) == (0, 0)


def test_it_lies_on_the_desk_of_the_one_stop_until_it_is_received():
    key = sent()
    row = DeskRow.objects.get(seat="to_receive")
    assert (row.agency, row.role, row.since) == (COMMUNE, "receptionist", FRIDAY_EVENING)
    assert row.leg_due == at("2022-03-21 17:00")
    assert row.pressing == at("2022-03-21 17:01")
    tell(key, "phuc", RECEIVE, at("2022-03-21 09:00"))  # Monday
    received = state(key)
    assert not DeskRow.objects.filter(seat="to_receive").exists()
    # the promise starts at reception: three working days from Monday
    assert (received.received, received.legal_due) == (
        at("2022-03-21 09:00"),
        at("2022-03-24 17:00"),
    )
    assert {a.kind for a in received.alarms} == {"due_soon", "apology", "due"}
    assert received.submitted == FRIDAY_EVENING
    assert not received_late(received)


def test_the_clock_reminds_at_four_hours_and_reports_at_eight():
    User.objects.filter(username="phuc").update(email="x@example.org")
    key = sent()
    assert pass_time(at("2022-03-21 10:59")) == (0, 0)
    assert pass_time(at("2022-03-21 17:00")) == (1, 1)  # the due minute itself still keeps it
    assert pass_time(at("2022-03-21 17:01")) == (1, 1)
    assert pass_time(at("2022-03-22 09:00")) == (0, 0)
    rung = Fact.objects.filter(dossier_id=key, kind="AlarmRang").order_by("number")
    assert [(r.body["number"], r.happened) for r in rung] == [
        (4, at("2022-03-21 11:00")),
        (8, at("2022-03-21 17:01")),
    ]
    told = Message.objects.filter(document__letter="alarm").order_by("fact")
    assert [m.document["person"]["name"] for m in told] == ["Huỳnh Thị Diễm Phúc"] * 2
    tell(key, "phuc", RECEIVE, at("2022-03-22 09:00"))
    assert received_late(state(key))


def test_the_portals_code_finds_the_dossier_before_and_after_it_has_its_own():
    key = sent()
    assert key_of(f" {NATIONAL.lower()} ") == key
    tell(key, "phuc", RECEIVE, at("2022-03-21 09:00"))
    assert key_of(NATIONAL) == key_of(state(key).code) == key
    formats = dict(DossierCode.objects.filter(key=key).values_list("code", "format"))
    assert formats == {NATIONAL: "national", state(key).code: "new"}
    other = sent(portal_code="000.00.19.H29-220318-0007")
    assert DossierCode.objects.get(key=other).format == "portal"


def test_the_applicant_hears_that_it_has_arrived_and_until_when_it_is_looked_at():
    sent()
    [letter] = Message.objects.values_list("document", flat=True)
    assert letter["letter"] == "submitted"
    assert letter["receive_by"] == "2022-03-21T10:00:00.000000+00:00"
    assert letter["portal_code"] == NATIONAL


def test_scans_sent_online_stay_with_the_dossier_even_of_a_paper_not_ticked():
    key = sent(files=(("form", SCAN), ("proof", do.NewFile("ef" * 32, "uy-quyen.jpg"))))
    tell(key, "phuc", RECEIVE, at("2022-03-21 09:00"))
    assert {p.code: (p.originals, p.files) for p in state(key).papers} == {
        "form": (1, ("cd" * 32,)),
        "proof": (0, ("ef" * 32,)),
    }


def test_refused_it_ends_with_form_03_and_no_alarm():
    key = sent()
    tell(key, "phuc", REFUSE, at("2022-03-21 09:00"))
    ended = state(key)
    assert (ended.state, ended.alarms, ended.form_number) == (State.REFUSED, (), "1")
    assert not DeskRow.objects.filter(next_moment__isnull=False).exists()


def test_asked_once_for_what_is_missing_the_answer_starts_the_reception_clock_anew():
    key = sent()
    tell(key, "phuc", ASK, at("2022-03-21 09:00"))
    asked = state(key)
    assert (asked.state, asked.alarms) == (State.SUPPLEMENT_AT_RECEPTION, ())
    assert not DeskRow.objects.filter(seat="to_receive").exists()
    perform(key, submission(), actor=0, now=at("2022-03-23 20:00"))  # Wednesday evening
    again = state(key)
    assert (again.state, again.receive_by) == (State.SUBMITTED, at("2022-03-24 17:00"))
    assert DossierCode.objects.filter(code=NATIONAL).count() == 1
    # once only (NĐ 61/2018, art. 15(3))
    assert refused(key, ASK, at("2022-03-24 08:00"), "phuc").reason == "not_now"
    tell(key, "phuc", RECEIVE, at("2022-03-24 09:00"))


def test_an_applicant_can_withdraw_what_nobody_has_received():
    key = sent()
    tell(key, "phuc", do.Withdraw("người nộp đề nghị rút hồ sơ"), at("2022-03-21 08:00"))
    assert state(key).state is State.WITHDRAWN
    assert not DeskRow.objects.filter(seat="to_receive").exists()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (submission(agency=COMMUNE, procedure=PERMIT.code), "not_received_here"),
        (submission(procedure="9.999999"), "unknown_procedure"),
        (submission(papers=(PaperCount("passport", 1, 0),)), "unknown_paper"),
        (submission(files=(("passport", SCAN),)), "unknown_paper"),
        (submission(papers=(PaperCount("form", 100, 0),)), "bad_count"),
        (submission(return_manner="drone"), "bad_choice"),
        (submission(portal_code="G22-1"), "bad_code"),
        (submission(portal_code="G22.99.08-220231-000001"), "bad_code"),  # no such day
        (submission(content="a\x00b"), "bad_text"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(command, reason):
    key = new_key()
    assert refused(key, command).reason == reason
    assert not Dossier.objects.filter(key=key).exists()
    assert not DossierCode.objects.exists()


def test_a_code_of_another_dossier_is_refused_in_one_batch_and_in_two():
    sent()
    assert refused(new_key(), submission()).facts["code"] == NATIONAL
    fresh = submission(portal_code="G22.99.08-220318-004418")
    outcomes = perform_many(
        [Request(new_key(), fresh, 0), Request(new_key(), fresh, 0)], now=FRIDAY_EVENING
    )
    assert isinstance(outcomes[0], Done)
    assert isinstance(outcomes[1], Refused)
    assert outcomes[1].reason == "code_taken"


def test_a_dossier_keeps_the_portals_code_it_came_with():
    key = sent()
    tell(key, "phuc", ASK, at("2022-03-21 09:00"))
    other = submission(portal_code="G22.99.08-220318-004418")
    assert refused(key, other, at("2022-03-22 09:00")).reason == "another_code"


@pytest.mark.parametrize(
    ("name", "command", "reason"),
    [
        ("dong", reception(agency=OTHER_COMMUNE, channel="online"), "not_received_here"),
        ("phuc", reception(channel="direct"), "bad_choice"),
        ("lan", RECEIVE, "not_your_task"),
        ("phuc", do.HandOver(), "not_now"),
        ("phuc", submission(), "not_now"),
    ],
)
def test_it_is_received_where_and_as_it_was_sent(name, command, reason):
    key = sent()
    assert refused(key, command, at("2022-03-21 09:00"), name).reason == reason
    assert state(key).state is State.SUBMITTED


def test_another_procedure_is_another_dossier():
    from tests.story import BIRTH

    key = sent()
    wrong = reception(BIRTH, channel="online")
    assert refused(key, wrong, at("2022-03-21 09:00"), "phuc").reason == (
        "sent_for_another_procedure"
    )


ACTS = st.sampled_from(
    [
        submission(),
        submission(portal_code=""),
        submission(portal_code="G22.99.08-220318-004499"),
        RECEIVE,
        REFUSE,
        ASK,
        do.Withdraw("người nộp đề nghị rút hồ sơ"),
        do.HandOver(),
        do.PassTime(),
        do.ErasePrivate((1,), "QĐ 12/QĐ-UBND"),
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(ACTS, st.integers(0, 3000)), max_size=12))
def test_whatever_happens_before_reception_the_row_is_the_replay(attempts):
    key, moment = new_key(), FRIDAY_EVENING
    perform(key, submission(portal_code=""), actor=0, now=moment)
    for command, minutes in attempts:
        moment += timedelta(minutes=minutes)
        try:
            if isinstance(command, do.Submit | do.PassTime):
                perform(key, command, actor=0, now=moment)
            else:
                name = "tam" if isinstance(command, do.ErasePrivate) else "phuc"
                tell(key, name, command, moment)
        except Refused:
            continue
    row = Dossier.objects.get(key=key)
    assert replay(entries(key)) == from_row(row)
    assert list(verify_one(row)) == []


# -- a day off declared after it was sent


day_off = partial(decision, signed="2022-03-18")


def confirmed(off, when, actor=0):
    return confirm(off, at(when), advance=lambda count: None, actor=actor)


@pytest.mark.parametrize(
    ("day", "scope", "warned", "receive_by"),
    [
        # Sent on Friday 18 at 19:40: eight working hours are Monday 21.
        ("2022-03-21", "H08", "2022-03-22 11:00", "2022-03-22 17:00"),  # Tuesday
        ("2022-03-21", COMMUNE, "2022-03-22 11:00", "2022-03-22 17:00"),  # the commune alone
        ("2022-03-22", "H08", "2022-03-21 11:00", "2022-03-21 17:00"),  # after it had to be
        ("2022-03-21", OTHER_COMMUNE, "2022-03-21 11:00", "2022-03-21 17:00"),  # others closed
    ],
)
def test_a_day_off_declared_late_moves_the_reception_clock_once(day, scope, warned, receive_by):
    key, off = sent(), day_off(day, scope=scope)
    assert state(key).receive_by == at("2022-03-21 17:00")
    moves = list(planned_moves(off, at("2022-03-21 06:00")))
    assert [(m.code, m.new, m.reception) for m in moves] == (
        [(NATIONAL, at(receive_by), True)] if receive_by > "2022-03-22" else []
    )
    assert state(key).receive_by == at("2022-03-21 17:00"), "nothing moves by itself"
    assert confirmed(off, "2022-03-21 06:00") == len(moves)
    waiting = state(key)
    assert waiting.receive_by == at(receive_by)
    assert [alarm.at for alarm in waiting.alarms] == [
        at(warned), at(receive_by) + timedelta(minutes=1),
    ]  # fmt: skip
    assert DeskRow.objects.get(seat="to_receive").leg_due == at(receive_by)
    assert confirmed(off, "2022-03-21 06:30") == 0, "nothing moves twice"


def test_it_says_from_when_to_when_and_by_which_decision_and_tells_the_applicant():
    key = sent(applicant=replace(AN, email="truc@example.org"))
    confirmed(day_off("2022-03-21"), "2022-03-21 06:00", who("tam"))
    fact = Fact.objects.get(dossier_id=key, kind="ReceptionClockMoved")
    assert (fact.person, fact.body["basis"]) == (who("tam"), "15/QĐ-UBND")
    told = Message.objects.get(dossier_key=key, fact=fact.number, destination="email").document
    subject, text = letter(json.loads(told) if isinstance(told, str) else told)
    assert subject == "Thời hạn tiếp nhận hồ sơ nộp trực tuyến chuyển sang ngày khác"
    assert "chậm nhất lúc 17:00 ngày 22/03/2022" in text


def test_what_was_late_at_the_door_when_it_was_signed_stays_late():
    key = sent()
    pass_time(at("2022-03-22 08:00"))
    after = day_off("2022-03-21", signed="2022-03-22")
    assert confirmed(after, "2022-03-22 09:00") == 0
    assert state(key).receive_by == at("2022-03-21 17:00")


def test_a_storm_from_before_excuses_it_and_the_bell_rings_again_at_the_new_time():
    key = sent()
    pass_time(at("2022-03-22 08:00"))
    storm = day_off("2022-03-21", signed="2022-03-22", effective="2022-03-20")
    assert confirmed(storm, "2022-03-22 09:00") == 1
    waiting = state(key)
    assert reception_overdue_from(waiting) == at("2022-03-22 17:01")
    assert [alarm.number for alarm in waiting.alarms] == [4, 8]
    tell(key, "phuc", RECEIVE, at("2022-03-22 16:00"))
    assert not received_late(state(key))


def test_what_has_been_received_meanwhile_keeps_what_was_noted_at_the_door():
    key = sent()
    tell(key, "phuc", RECEIVE, at("2022-03-22 08:00"))  # late by the calendar of then
    confirmed(day_off("2022-03-21", effective="2022-03-20"), "2022-03-22 09:00")
    assert received_late(state(key))

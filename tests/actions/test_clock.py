"""Time through the door: waiting, moved dates, apologies, the clock itself."""

from datetime import date, timedelta

import pytest

from motcua.actions.dossiers import perform
from motcua.actions.tick import pass_time
from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.lateness import Verdict
from motcua.domain.limits import parse_limit
from motcua.domain.refusal import Refused
from motcua.domain.waiting import judge
from motcua.models import DeskRow, Dossier, Fact, Message
from motcua.models.law import reference
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from tests.story import HOUSEHOLD, ONE_STOP, PERMIT, at, finish, received, tell, who

pytestmark = pytest.mark.django_db

ASK = do.RequestSupplement(
    content="thiếu bản vẽ mặt bằng móng",
    explanation="chưa đủ căn cứ thẩm định",
    guidance="nộp hai bản vẽ có đóng dấu của đơn vị thiết kế",
)
APOLOGY = do.ProposeApology(
    reason="coordination_slow",
    explanation="cơ quan phối hợp trả lời chậm",
    new_date=date(2020, 4, 3),
)


def state(key):
    row = Dossier.objects.get(key=key)
    assert list(verify_one(row)) == []
    return from_row(row)


def refused(key, name, command, when):
    with pytest.raises(Refused) as refusal:
        tell(key, name, command, when)
    return refusal.value.reason


def kinds(key):
    return list(
        Fact.objects.filter(dossier_id=key).order_by("number").values_list("kind", flat=True)
    )


def test_a_whole_story_of_waiting_apology_and_lateness():
    # Friday 20 March, 3 working days, received at the district: due Wednesday 25
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    assert state(key).legal_due == at("2020-03-25 17:00")
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    # day 2 (Tuesday 24): a supplement is asked, through the one-stop
    tell(key, "nga", ASK, at("2020-03-24 08:00"))
    assert state(key).legal_due == at("2020-03-25 17:00")
    tell(key, "lan", do.NotifySupplement(), at("2020-03-24 09:00"))
    waiting = state(key)
    assert (waiting.state, waiting.overdue_from) == (State.SUPPLEMENT_IN_PROCESS, None)
    assert refused(key, "nga", do.SubmitForSignature(), at("2020-03-24 10:00")) == "not_now"
    # answered after 4 days (Saturday is none of ours: Saturday 28 would be rest; Friday 27)
    tell(key, "lan", do.RecordSupplement("đã nộp"), at("2020-03-27 14:00"))
    moved = state(key)
    # P-2018: 3 working days again from Friday 27: Monday 30, Tuesday 31, Wednesday 1 April
    assert moved.legal_due == at("2020-04-01 17:00")
    assert moved.first_promise == at("2020-03-25 17:00")
    # at risk: Tuesday 31 is the last day on which an apology is timely
    tell(key, "nga", APOLOGY, at("2020-03-31 08:00"))
    assert refused(key, "nga", do.ApproveApology(), at("2020-03-31 08:10")) == "not_your_task"
    # competent is the district in this procedure; its leader signs
    tell(key, "thang", do.ApproveApology(), at("2020-03-31 09:00"))
    tell(key, "lan", do.SendApology(manner="hand", proof="ký nhận"), at("2020-03-31 10:00"))
    sorry = state(key)
    assert sorry.reappointed == at("2020-04-03 17:00")
    assert sorry.legal_due == at("2020-04-01 17:00")  # an apology never moves it
    assert sorry.apologies[0].timely
    # finished one day after the legal due date. Thursday 2 April is Giỗ Tổ: Friday 3
    tell(key, "nga", do.SubmitForSignature(), at("2020-04-03 08:00"))
    tell(key, "thang", do.AcceptHandOver(), at("2020-04-03 08:10"))
    tell(key, "thang", do.Approve(), at("2020-04-03 08:20"))
    tell(key, "hoa", do.AcceptHandOver(), at("2020-04-03 08:30"))
    tell(key, "hoa", finish(day=date(2020, 4, 3)), at("2020-04-03 09:00"))
    done = state(key)
    assert verdicts(done) == {
        "P-2018": (at("2020-04-01 17:00"), Verdict.LATE),
        # waited Wednesday 25, Thursday 26, Friday 27: three working days
        "P-PAUSE": (at("2020-03-30 17:00"), Verdict.LATE),
        "P-766": (at("2020-03-30 17:00"), Verdict.LATE),
        "P-2025": (at("2020-03-30 17:00"), Verdict.LATE),
    }


def verdicts(dossier):
    known = reference()
    calendar = known.calendar_of(dossier.competent)
    found = {}
    for policy in known.rules.policies:
        judged = judge(
            policy,
            parse_limit(dossier.limit),
            dossier.received,
            dossier.waits,
            dossier.finished,
            calendar,
        )
        found[policy.code] = (judged.due, judged.verdict)
    return found


def test_a_late_or_second_supplement_needs_the_head_in_writing():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    # Thursday 26 is the fourth working day after reception
    assert refused(key, "nga", ASK, at("2020-03-26 08:00")) == "supplement_needs_head"
    by_head = do.RequestSupplement(
        content=ASK.content,
        explanation=ASK.explanation,
        guidance=ASK.guidance,
        override="lãnh đạo đồng ý yêu cầu muộn",
    )
    tell(key, "thang", by_head, at("2020-03-26 08:00"))
    fact = Fact.objects.get(dossier_id=key, kind="SupplementRequested")
    assert (fact.body["late"], fact.body["further"]) == (True, False)


def test_a_stop_begun_after_the_due_date_excuses_nothing():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # due Wednesday 25
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    pay = do.AskPayment(notice_number="1/TB", notice_date=date(2020, 3, 26), amount=100_000)
    tell(key, "nga", pay, at("2020-03-26 08:00"))
    tell(key, "nga", do.ConfirmPayment("giấy nộp tiền"), at("2020-03-30 08:00"))
    assert state(key).legal_due == at("2020-03-25 17:00")
    assert "LegalDueMoved" not in kinds(key)


def test_a_payment_pauses_even_where_a_supplement_restarts():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    pay = do.AskPayment(notice_number="1/TB", notice_date=date(2020, 3, 23), amount=100_000)
    tell(key, "nga", pay, at("2020-03-23 08:00"))  # Monday
    tell(key, "nga", do.ConfirmPayment("giấy nộp tiền"), at("2020-03-25 08:00"))  # Wednesday
    assert state(key).legal_due == at("2020-03-27 17:00")  # two working days later


def test_a_second_reappointment_needs_a_written_reason_and_is_counted():
    key = received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "thuong", do.AcceptHandOver(), at("2020-03-20 10:00"))
    first = do.ProposeApology(
        reason="complicated", explanation="phải xác minh thực địa", new_date=date(2020, 4, 8)
    )
    for command, name in (
        (first, "thuong"),
        (do.ApproveApology(), "thang"),
        (do.SendApology(manner="email", proof="thư gửi lúc 10:00"), "lan"),
        (first, "thuong"),
    ):
        tell(key, name, command, at("2020-03-31 10:00"))
    assert (
        refused(key, "thang", do.ApproveApology(), at("2020-04-01 10:00")) == "second_reappointment"
    )
    tell(key, "thang", do.ApproveApology("bão làm gián đoạn đo đạc"), at("2020-04-01 10:00"))
    assert Fact.objects.filter(kind="ApologyApproved", body__further=True).count() == 1


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 3, 23),  # past or today
        date(2020, 3, 25),  # the due date itself
        date(2020, 3, 28),  # Saturday
        date(2020, 4, 2),  # Giỗ Tổ, Thursday
    ],
)
def test_a_new_date_that_cannot_be_is_refused(day):
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    command = do.ProposeApology(reason="software", explanation="đường truyền hỏng", new_date=day)
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    assert refused(key, "nga", command, at("2020-03-23 10:00")) == "bad_new_date"


def test_an_opinion_has_its_own_date_and_a_late_answer_shows():
    key = received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "thuong", do.AcceptHandOver(), at("2020-03-20 10:00"))
    ask = do.AskOpinion(
        consulted="H08.38.84", answer_by=date(2020, 3, 24), content="ý kiến về quy hoạch"
    )
    tell(key, "thuong", ask, at("2020-03-20 11:00"))
    assert DeskRow.objects.filter(agency="H08.38.84", seat="to_answer").exists()
    pass_time(at("2020-03-25 08:00"))
    assert Fact.objects.filter(kind="AlarmRang", body__kind="opinion").count() == 1
    tell(
        key, "nga", do.GiveOpinion(number=1, content="đồng ý, không vướng"), at("2020-03-25 09:00")
    )
    assert state(key).opinions[0].late
    assert not DeskRow.objects.filter(seat="to_answer").exists()


def test_the_clock_rings_each_rung_once_in_order_and_dates_it_right():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # due Wednesday 25
    assert pass_time(at("2020-03-31 08:00")) == (1, 1)  # after a week asleep
    assert pass_time(at("2020-03-31 08:01")) == (0, 0)
    rung = Fact.objects.filter(dossier_id=key, role="clock").order_by("number")
    assert [(r.kind, r.body.get("kind"), r.body.get("number"), r.happened) for r in rung] == [
        ("AlarmRang", "due_soon", 2, at("2020-03-23 07:00")),
        ("AlarmRang", "apology", 0, at("2020-03-24 07:00")),
        ("AlarmRang", "due_soon", 1, at("2020-03-24 07:00")),
        ("DuePassed", None, None, at("2020-03-26 00:00")),
    ]
    assert {r.recorded for r in rung} == {at("2020-03-31 08:00")}
    assert state(key).overdue_noticed == at("2020-03-26 00:00")


def test_a_hand_over_that_nobody_accepts_is_noticed():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    pass_time(at("2020-03-23 09:31"))  # eight working hours later, over a weekend
    assert Fact.objects.filter(dossier_id=key, body__kind="unaccepted").count() == 1


def test_a_clock_that_runs_backwards_is_recorded_and_keeps_the_order():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 08:00"))  # an hour back
    rows = list(Fact.objects.filter(dossier_id=key).order_by("number"))
    assert [row.kind for row in rows] == ["Received", "ClockJumped", "HandedOver"]
    assert [row.recorded for row in rows] == [at("2020-03-20 09:00")] * 3
    assert rows[2].happened == at("2020-03-20 09:00")
    assert state(key).facts == 3


def test_a_supplement_before_reception_comes_once_and_without_a_code():
    from tests.actions.test_door import new_key
    from tests.story import AN, COMMUNE, reception

    key = new_key()
    ask = do.AskReceptionSupplement(
        agency=COMMUNE,
        procedure=HOUSEHOLD.code,
        applicant=AN,
        content="thiếu giấy đề nghị",
        explanation="chưa có chữ ký người nộp",
        guidance="ký vào giấy đề nghị theo mẫu",
    )
    tell(key, "phuc", ask)
    assert (state(key).state, state(key).code) == (State.SUPPLEMENT_AT_RECEPTION, "")
    assert refused(key, "phuc", ask, at("2020-03-20 10:00")) == "not_now"
    tell(key, "phuc", reception(), at("2020-03-23 09:00"))
    assert state(key).received == at("2020-03-23 09:00")  # the promise starts at reception
    letters = Message.objects.order_by("fact").values_list("document__letter", flat=True)
    assert list(letters) == ["supplement_asked", "received"]


def test_the_applicants_own_time_limit_passes():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    tell(key, "nga", ASK, at("2020-03-23 08:00"))
    tell(key, "lan", do.NotifySupplement(), at("2020-03-23 09:00"))
    due = state(key).wait.answer_by
    assert due == at("2020-04-03 17:00")  # ten days end on Thursday 2 April, a holiday: Friday
    pass_time(due + timedelta(days=1))
    assert kinds(key)[-1] == "SupplementExpired"
    stop = do.Stop("supplement_not_sent", "5/TB", "quá hạn bổ sung theo phiếu yêu cầu")
    tell(key, "thang", stop, at("2020-04-06 08:00"))
    assert state(key).state is State.STOPPED


OFF = """
[decision]
number = "15/QĐ-UBND"
signed = 2020-03-24  # Tuesday
effective = 2020-03-25
signer = "Chủ tịch UBND tỉnh"
"""
ROWS = """
[[day]]
day = 2020-03-25  # Wednesday
kind = "suspension"
name = "Bão"
source = "Quyết định 15/QĐ-UBND"
confidence = "confirmed"
"""
HEAD = 'scope = "H08"\nfirst = 2018-01-01\nlast = 2027-12-31\n'


def test_a_day_off_declared_late_moves_nothing_until_it_is_confirmed():
    from motcua.actions.late_day_off import confirm, planned_moves
    from motcua.domain.day_off import parse_late_day_off

    off = parse_late_day_off(HEAD + OFF + ROWS)
    early = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # due Wednesday 25
    late = received(HOUSEHOLD, ONE_STOP, at("2020-03-18 09:00"))  # due Monday 23: late on the 24th
    now = at("2020-03-24 15:00")
    moves = list(planned_moves(off, now))
    assert [(m.key, m.old, m.new) for m in moves] == [
        (early, at("2020-03-25 17:00"), at("2020-03-26 17:00"))
    ]
    assert "LegalDueMoved" not in kinds(early)
    assert confirm(off, now, advance=lambda n: None) == 1
    assert state(early).legal_due == at("2020-03-26 17:00")
    assert state(early).first_promise == at("2020-03-25 17:00")
    assert state(late).legal_due == at("2020-03-23 17:00")
    fact = Fact.objects.get(kind="LegalDueMoved")
    assert fact.body["basis"] == "15/QĐ-UBND"
    assert Message.objects.filter(document__letter="due_moved").count() == 1
    assert confirm(off, now, advance=lambda n: None) == 0  # taken up again: nothing twice


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + ROWS, "Thiếu bảng"),
        (HEAD + OFF, "các hàng"),
        (HEAD + OFF.replace("2020-03-24", '"mai"', 1) + ROWS, "signed"),
        (HEAD + OFF.replace("signer", "who") + ROWS, "không có mục nào tên “who”"),
        ('scope = "H08"\n' + OFF + ROWS, "thiếu mục “first”"),
        ("x = ", "TOML"),
    ],
)
def test_a_decision_that_cannot_be_read_says_why(text, says):
    from motcua.domain.dated_rows import BadCalendar
    from motcua.domain.day_off import parse_late_day_off

    with pytest.raises(BadCalendar, match=says):
        parse_late_day_off(text)


def test_each_rung_tells_the_people_who_stand_on_it():
    from motcua.models import User

    User.objects.filter(username__in=["thang", "nga", "khai"]).update(email="x@example.org")
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # due Wednesday 25
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    pass_time(at("2020-03-26 08:00"))
    told = Message.objects.filter(document__letter="alarm").order_by(
        "fact", "document__person__name"
    )
    found = [(m.document["fact"]["alarm"], m.document["person"]["name"]) for m in told]
    assert found == [
        ("due_soon", "Trần Thị Nga"),  # two working days left: the officer
        ("apology", "Trịnh Công Thắng"),  # the district is competent here: its leader
        ("due_soon", "Trần Thị Nga"),  # one working day left: officer and leader
        ("due_soon", "Trịnh Công Thắng"),
        ("due", "Trịnh Công Thắng"),
    ]


OWN_WAY = f"""
[[policy]]
code = "P-OWN"
manner = "pause"
from = 2020-01-01
procedures = ["{HOUSEHOLD.code}"]
source = "luật riêng của thủ tục (kịch bản)"
confidence = "medium"
"""


def supplemented(procedure):
    key = received(procedure, ONE_STOP, at("2020-03-20 09:00"))  # Friday
    officer = "nga" if procedure is HOUSEHOLD else "thuong"
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, officer, do.AcceptHandOver(), at("2020-03-20 10:00"))
    tell(key, officer, ASK, at("2020-03-24 08:00"))  # Tuesday
    tell(key, "lan", do.NotifySupplement(), at("2020-03-24 09:00"))
    tell(key, "lan", do.RecordSupplement("đã nộp"), at("2020-03-27 14:00"))  # Friday
    return Fact.objects.get(dossier_id=key, kind="LegalDueMoved").body["policy"], state(key)


def test_a_procedure_may_have_a_policy_of_its_own():
    from motcua.actions.publication import add_rules

    add_rules("thu-tuc-rieng", OWN_WAY, now=at("2020-03-01 08:00"))
    policy, own = supplemented(HOUSEHOLD)
    # due Wednesday 25, paused for Wednesday, Thursday, Friday: Monday 30
    assert (policy, own.legal_due) == ("P-OWN", at("2020-03-30 17:00"))
    assert supplemented(PERMIT)[0] == "P-2018"


def test_rules_that_contradict_those_that_stand_are_refused_and_not_kept():
    from motcua.actions.publication import add_rules
    from motcua.domain.rulebook import BadRulebook
    from motcua.models import LawDocument

    general = OWN_WAY.replace(f'procedures = ["{HOUSEHOLD.code}"]\n', "")
    with pytest.raises(BadRulebook, match="P-2018 and P-OWN both decide"):
        add_rules("trai-nhau", general, now=at("2020-03-01 08:00"))
    assert not LawDocument.objects.filter(source="trai-nhau").exists()


def test_a_naive_time_inside_the_program_is_refused_and_writes_nothing():
    from motcua.domain.local_time import NaiveTime

    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    naive = at("2020-03-20 10:00").replace(tzinfo=None)
    for broken in (
        lambda: perform(key, do.HandOver(), actor=who("lan"), now=naive),
        lambda: perform(key, do.HandOver(), actor=who("lan"), now=at("2020-03-20 10:00"), at=naive),
    ):
        with pytest.raises((NaiveTime, TypeError)):
            broken()
    assert kinds(key) == ["Received"]


def test_a_dossier_stopped_while_it_waited_does_not_wait_on():
    from motcua.reads.access import open_dossier
    from motcua.reads.dossiers import entries
    from motcua.reads.time_ledger import time_ledger

    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    tell(key, "nga", ASK, at("2020-03-23 08:00"))
    tell(key, "lan", do.NotifySupplement(), at("2020-03-23 09:00"))  # Monday
    stop = do.Stop("other_law", "5/TB", "người đề nghị không còn nhu cầu")
    tell(key, "thang", stop, at("2020-03-24 09:00"))  # Tuesday
    opened = open_dossier(str(key), who("thang"), at("2020-05-04 08:00"))
    ledger = time_ledger(opened.dossier, entries(key), opened.law, {}, at("2020-05-04 08:00"))
    [one] = ledger.stops
    assert (one.until, one.words) == (at("2020-03-24 09:00"), "1 ngày làm việc")

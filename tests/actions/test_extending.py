"""More time by the procedure's own law, through the door."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.actions.late_day_off import confirm
from motcua.actions.publication import publish_procedure
from motcua.actions.tick import pass_time
from motcua.domain import commands as do
from motcua.domain.day_off import parse_late_day_off
from motcua.domain.dossier import State
from motcua.domain.extending import Extended
from motcua.domain.limits import parse_limit
from motcua.domain.openings import open_to
from motcua.domain.procedure import Extension
from motcua.domain.refusal import Refused
from motcua.models import Fact, Mark, Message
from motcua.reads.access import open_dossier
from tests.actions.test_clock import APOLOGY, ASK, HEAD, OFF, ROWS, kinds, refused, state
from tests.story import FRIDAY, HOUSEHOLD, ONE_STOP, at, finish, received, tell, who

pytestmark = pytest.mark.django_db

LAW = "Luật (kịch bản), Điều 25(2)"
VERIFY = Extension("Cần xác minh", parse_limit("5 working days"), LAW, "xac-minh", "C")
SURVEY = Extension("Cần đo đạc", parse_limit("2 working days"), "Luật (kịch bản)", "do-dac", "C")
VERIFIED = replace(HOUSEHOLD, code="1.900021", extensions=(VERIFY, SURVEY))
MORE = do.ExtendLimit(
    extension="xac-minh",
    document_number="12/UBND-TP",
    document_date=date(2020, 3, 23),
    explanation="phải xác minh nơi cư trú trước đây",
)
TUESDAY = at("2020-03-24 08:00")


@pytest.fixture(autouse=True)
def _published(monkeypatch):
    publish(monkeypatch)


def publish(monkeypatch):
    """The procedure is there. What another test published under the same stamps is forgotten."""
    monkeypatch.setattr("motcua.models.law._kept", None)
    publish_procedure(VERIFIED, now=at("2020-01-02 07:00"))


def under_way(procedure=VERIFIED):
    """Received on Friday 20 March, three working days: due Wednesday 25; an officer has it."""
    key = received(procedure, ONE_STOP, FRIDAY)
    tell(key, "lan", do.HandOver(), at("2020-03-20 09:30"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 10:00"))
    return key


def may_extend(key, name, when):
    opened = open_dossier(str(key), who(name), when)
    kinds = open_to(opened.dossier, opened.law, who(name), opened.memberships, when)
    return do.ExtendLimit in kinds


def test_the_head_uses_it_once_and_the_legal_due_date_moves_by_law():
    key = under_way()
    assert may_extend(key, "thang", TUESDAY)
    assert not may_extend(key, "nga", TUESDAY)
    tell(key, "thang", MORE, TUESDAY)
    moved = state(key)
    # eight working days from Friday 20: Wednesday 1 April
    assert (moved.first_promise, moved.legal_due) == (
        at("2020-03-25 17:00"),
        at("2020-04-01 17:00"),
    )
    assert moved.overdue_from == at("2020-04-02 00:00")
    assert moved.extensions == (Extended("xac-minh", TUESDAY, "5 working days", False),)
    assert moved.holder.person == who("nga"), "it stays where it is"
    used, move = Fact.objects.filter(dossier_id=key).order_by("number")[3:]
    assert (used.kind, move.kind) == ("LimitExtended", "LegalDueMoved")
    assert (used.body["basis"], used.body["document_date"]) == (LAW, "2020-03-23")
    assert used.body["document_number"].keys() == {"number", "digest"}, "a private value"
    assert (move.body["cause"], move.body["basis"]) == ("extension", LAW)
    assert move.body["policy"] == "P-2018"
    assert refused(key, "thang", MORE, at("2020-03-25 08:00")) == "extension_used"
    # the other one that the procedure names is there still: ten working days are Friday 3, for
    # Thursday 2 April is Giỗ Tổ, and Monday 6
    assert may_extend(key, "thang", at("2020-03-25 08:00"))
    tell(key, "thang", replace(MORE, extension="do-dac"), at("2020-03-25 08:00"))
    assert state(key).legal_due == at("2020-04-06 17:00")
    assert not may_extend(key, "thang", at("2020-03-25 09:00"))


def test_the_applicant_is_told_with_the_article():
    key = under_way()
    tell(key, "thang", MORE, TUESDAY)
    letter = Message.objects.get(dossier_key=key, document__letter="due_moved").document
    assert letter["fact"]["basis"] == LAW
    assert letter["fact"]["old_due"].startswith("2020-03-25")
    assert letter["due"].startswith("2020-04-01")


def test_it_is_not_overdue_until_the_new_date_has_passed():
    key = under_way()
    tell(key, "thang", MORE, TUESDAY)
    pass_time(at("2020-03-26 08:00"))  # the day after the first date
    assert "DuePassed" not in kinds(key)
    overdue = Mark.objects.filter(dossier_id=key, basis="dossier", kind="overdue", known_gone=None)
    assert [mark.begins for mark in overdue] == [at("2020-04-02 00:00")]
    pass_time(at("2020-04-02 08:00"))
    assert "DuePassed" in kinds(key)


@pytest.mark.parametrize(
    ("name", "changes", "when", "reason"),
    [
        ("nga", {}, "2020-03-24 08:00", "not_your_task"),  # the officer who has it
        ("lan", {}, "2020-03-24 08:00", "not_your_task"),
        ("khai", {}, "2020-03-24 08:00", "not_your_task"),  # head of a commune without a part in it
        ("thang", {"extension": "mua-bao"}, "2020-03-24 08:00", "unknown_extension"),
        ("thang", {"extension": ""}, "2020-03-24 08:00", "unknown_extension"),
        ("thang", {"document_number": " "}, "2020-03-24 08:00", "bad_text"),
        ("thang", {"explanation": "bận"}, "2020-03-24 08:00", "explanation_too_short"),
        ("thang", {"document_date": date(2020, 3, 25)}, "2020-03-24 08:00", "date_in_future"),
        (
            *("thang", {"document_date": date(2020, 3, 19)}),
            *("2020-03-24 08:00", "document_before_reception"),
        ),
        # Wednesday 25 to its last minute is in time; Thursday 26 is not
        ("thang", {}, "2020-03-26 00:00", "extension_when_overdue"),
    ],
)
def test_what_is_refused_writes_nothing(name, changes, when, reason):
    key = under_way()
    before = kinds(key)
    assert refused(key, name, replace(MORE, **changes), at(when)) == reason
    assert kinds(key) == before
    assert state(key).legal_due == at("2020-03-25 17:00")
    if reason == "extension_when_overdue":
        assert not may_extend(key, "thang", at(when))
        assert may_extend(key, "thang", at("2020-03-25 23:59"))


def test_all_that_is_wrong_is_told_at_once():
    wrong = do.ExtendLimit(
        extension="x", document_number="", document_date=date(2021, 1, 1), explanation="vội"
    )
    with pytest.raises(Refused) as no:
        tell(under_way(), "thang", wrong, TUESDAY)
    assert [one.facts["field"] for one in (no.value, *no.value.also)] == [
        *("extension", "document_number", "document_date", "explanation"),
    ]


def test_while_the_clock_stands_nothing_is_extended():
    key = under_way()
    tell(key, "nga", ASK, at("2020-03-24 08:00"))
    tell(key, "thang", replace(MORE, extension="do-dac"), at("2020-03-24 08:30"))  # not yet sent
    tell(key, "lan", do.NotifySupplement(), at("2020-03-24 09:00"))
    assert state(key).state is State.SUPPLEMENT_IN_PROCESS
    assert refused(key, "thang", MORE, at("2020-03-24 10:00")) == "not_now"
    tell(key, "lan", do.RecordSupplement("đã nộp"), at("2020-03-27 14:00"))
    # P-2018: the extended limit again, five working days from Friday 27: Monday 30 to Wednesday 1,
    # Friday 3, Monday 6
    assert state(key).legal_due == at("2020-04-06 17:00")
    tell(key, "thang", MORE, at("2020-03-30 08:00"))
    # ten of them: Tuesday 7, Wednesday 8, Thursday 9, Friday 10, Monday 13
    assert state(key).legal_due == at("2020-04-13 17:00")


def test_after_the_draft_is_approved_there_is_nothing_to_verify():
    key = under_way()
    tell(key, "nga", do.SubmitForSignature(), at("2020-03-24 08:00"))
    tell(key, "thang", do.AcceptHandOver(), at("2020-03-24 08:10"))
    assert may_extend(key, "thang", at("2020-03-24 08:15"))
    tell(key, "thang", do.Approve(), at("2020-03-24 08:20"))
    assert refused(key, "thang", MORE, at("2020-03-24 08:30")) == "not_now"
    tell(key, "hoa", do.AcceptHandOver(), at("2020-03-24 08:40"))
    tell(key, "hoa", finish(day=date(2020, 3, 24)), at("2020-03-24 09:00"))
    assert refused(key, "thang", MORE, at("2020-03-24 10:00")) == "not_now"


def test_a_day_off_declared_late_is_added_to_the_extended_date():
    key = under_way()
    tell(key, "thang", MORE, TUESDAY)
    off = parse_late_day_off(HEAD + OFF + ROWS)  # Wednesday 25
    assert confirm(off, at("2020-03-24 15:00"), advance=lambda n: None) == 1
    # eight working days without Wednesday 25 and Giỗ Tổ, Thursday 2 April: Friday 3
    assert state(key).legal_due == at("2020-04-03 17:00")


def test_versions_published_before_only_show_their_extensions():
    told = Extension("Cần xác minh", parse_limit("5 working days"), LAW)
    older = replace(VERIFIED, code="1.900022", extensions=(told,))
    publish_procedure(older, now=at("2020-01-02 07:00"))
    key = under_way(older)
    assert not may_extend(key, "thang", TUESDAY)
    for code in ("", "xac-minh"):
        no = refused(key, "thang", replace(MORE, extension=code), TUESDAY)
        assert no == "unknown_extension"


def test_an_extension_in_the_limits_place_counts_from_reception():
    whole = replace(VERIFY, limit=parse_limit("23 days"), whole=True)
    status = replace(VERIFIED, code="1.900023", extensions=(whole,))
    publish_procedure(status, now=at("2020-01-02 07:00"))
    key = under_way(status)
    tell(key, "thang", MORE, TUESDAY)
    # 23 days from Friday 20 March are Sunday 12 April: Monday 13
    assert state(key).legal_due == at("2020-04-13 17:00")


def test_an_extension_that_leads_to_no_later_date_is_not_used_up():
    whole = replace(VERIFY, limit=parse_limit("1 days"), whole=True)
    short = replace(VERIFIED, code="1.900024", extensions=(whole,))  # the publishing command asks
    publish_procedure(short, now=at("2020-01-02 07:00"))
    key = under_way(short)
    assert refused(key, "thang", MORE, TUESDAY) == "extension_gains_nothing"
    assert state(key).extensions == ()


def test_an_apology_that_an_extension_has_overtaken_is_not_signed():
    key = under_way()
    apology = replace(APOLOGY, new_date=date(2020, 3, 27))  # Friday, two days after it is due
    tell(key, "nga", apology, at("2020-03-24 08:00"))
    tell(key, "thang", MORE, at("2020-03-24 09:00"))  # due Wednesday 1 April
    assert refused(key, "thang", do.ApproveApology(), at("2020-03-24 10:00")) == "apology_overtaken"
    tell(key, "nga", replace(apology, new_date=date(2020, 4, 3)), at("2020-03-31 08:00"))
    tell(key, "thang", do.ApproveApology(), at("2020-03-31 09:00"))
    assert state(key).apology.approved == at("2020-03-31 09:00")

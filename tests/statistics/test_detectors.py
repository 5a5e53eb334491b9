"""Each detector finds what it is for, and nothing in an honest life; whose act, and how many."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.people import let_act
from motcua.domain import commands as do
from motcua.domain.identity import IdentityKind, IdentityPaper
from motcua.domain.party import Party
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Dossier, Fact
from motcua.statistics.detector_rules import DETECTORS
from motcua.statistics.detectors import cases, findings
from tests.actions.test_door import new_key
from tests.story import (
    BIRTH,
    COMMUNE,
    DISTRICT,
    FINANCE,
    ONE_STOP,
    at,
    finish,
    received,
    reception,
    tell,
    who,
)
from tests.web.clock_story import with_nga
from tests.whole_lives import solved, way

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 3, 1), date(2020, 4, 30)


def found() -> dict[tuple[str, str], int]:
    """(detector, agency) with the number of dossiers."""
    return {(one.detector, one.agency): one.dossiers for one in findings("H08", FIRST, LAST)}


def entered(key: UUID, name: str, command: do.Command, moment: str, known: str) -> None:
    """Something that happened then and was entered later."""
    request = Request(key, command, who(name), at=at(moment), recorded=at(known))
    [outcome] = perform_many([request], now=at(known))
    assert not isinstance(outcome, Refused), outcome


def paper(number: str) -> IdentityPaper:
    return IdentityPaper(IdentityKind.CMND, number)


def late_entry() -> tuple[str, int]:
    entered(new_key(), "phuc", reception(), "2020-03-17 08:00", "2020-03-18 08:01")
    entered(new_key(), "phuc", reception(), "2020-03-17 08:00", "2020-03-18 08:00")  # not over
    return COMMUNE, 1


def back_dating() -> tuple[str, int]:
    key = with_nga()  # due Wednesday 25
    tell(key, "nga", do.SubmitForSignature(), at("2020-03-23 09:00"))
    tell(key, "thang", do.AcceptHandOver(), at("2020-03-23 10:00"))
    tell(key, "thang", do.Approve(), at("2020-03-23 11:00"))
    tell(key, "hoa", do.AcceptHandOver(), at("2020-03-24 09:00"))
    entered(key, "hoa", finish(day=date(2020, 3, 25)), "2020-03-25 16:00", "2020-03-26 08:00")
    return DISTRICT, 1


def quick_leg() -> tuple[str, int]:
    key = with_nga()
    tell(key, "nga", do.SubmitForSignature(), at("2020-03-20 09:00") + timedelta(seconds=59))
    slow = with_nga()
    tell(slow, "nga", do.SubmitForSignature(), at("2020-03-20 09:01"))
    return FINANCE, 1


def one_account() -> tuple[str, int]:
    let_act(who("phuc"), COMMUNE, Role.OFFICER, since=date(2020, 1, 1))
    key = received(BIRTH, COMMUNE, at("2020-03-20 09:00"))
    tell(key, "phuc", do.HandOver(), at("2020-03-20 09:10"))
    tell(key, "phuc", do.AcceptHandOver(), at("2020-03-20 09:20"))
    tell(key, "phuc", do.SubmitForSignature(), at("2020-03-20 10:20"))
    return COMMUNE, 1


def burst() -> tuple[str, int]:
    for minute in range(15):
        key = received(agency=ONE_STOP, when=at("2020-03-20 09:00"))
        tell(key, "lan", do.HandOver(), at(f"2020-03-20 16:{40 + minute}"))
        other = received(agency=COMMUNE, when=at("2020-03-20 09:00"))
        if minute:  # one fewer
            tell(other, "phuc", do.HandOver(), at(f"2020-03-20 16:{40 + minute}"))
    return ONE_STOP, 15


def late_supplement() -> tuple[str, int]:
    for moment in ("2020-03-24 09:00", "2020-03-23 08:00"):  # promised Wednesday 25, 17:00
        key = with_nga()
        tell(key, "nga", asked_for_more(), at("2020-03-20 10:00"))
        tell(key, "lan", do.NotifySupplement(), at(moment))
    return ONE_STOP, 1


def asked_for_more(**more: str) -> do.RequestSupplement:
    return do.RequestSupplement(
        content="bản vẽ có chữ ký",
        explanation="bản vẽ đã nộp thiếu chữ ký",
        guidance="nộp lại tại bộ phận một cửa",
        **more,
    )


BROUGHT = do.RecordSupplement("đã nộp đủ giấy tờ được yêu cầu")


def repeated_supplement() -> tuple[str, int]:
    key, once = with_nga(), with_nga()
    for one in (key, once):
        tell(one, "nga", asked_for_more(), at("2020-03-20 10:00"))
        tell(one, "lan", do.NotifySupplement(), at("2020-03-20 10:30"))
        tell(one, "lan", BROUGHT, at("2020-03-20 14:00"))
    again = asked_for_more(override="bản vẽ nộp lại vẫn thiếu chữ ký")
    tell(key, "thang", again, at("2020-03-20 15:00"))
    return DISTRICT, 1


def quick_supplement() -> tuple[str, int]:
    for moment in ("2020-03-20 10:14", "2020-03-20 10:15"):
        key = with_nga()
        tell(key, "nga", asked_for_more(), at("2020-03-20 09:30"))
        tell(key, "lan", do.NotifySupplement(), at("2020-03-20 10:00"))
        tell(key, "lan", BROUGHT, at(moment))
    return ONE_STOP, 1


def handed_out_late() -> tuple[str, int]:
    for moment in ("2020-03-21 02:00", "2020-03-21 02:01"):  # finished on 11 March at 02:00
        key = solved(at("2020-03-10 08:00"))
        tell(key, "phuc", do.AcceptHandOver(), at("2020-03-12 09:00"))
        tell(key, "phuc", do.ReturnResult("counter", collected_by="Nguyễn Văn An"), at(moment))
    return COMMUNE, 1


def online_at_once() -> tuple[str, int]:
    for minutes in (29, 30):
        key = new_key()
        tell(key, "phuc", reception(channel="online"), at("2020-03-10 08:00"))
        acts = way(date(2020, 3, 10))
        for number, (name, command) in enumerate(acts, start=1):
            after = timedelta(minutes=minutes) * number / len(acts)
            tell(key, name, command, at("2020-03-10 08:00") + after)
    return DISTRICT, 1


def refused_again() -> tuple[str, int]:
    for again in ("2020-03-22 08:59", "2020-03-22 09:01"):
        number = "21500012" + again[-1]
        owner = Party("Nguyễn Văn An", identity=paper(number))
        refusal = do.RefuseReception(
            agency=COMMUNE,
            procedure="1.900002",
            applicant=owner,
            reason="papers_invalid",
            papers=(),
            explanation="thiếu giấy tờ bắt buộc",
        )
        tell(new_key(), "phuc", refusal, at("2020-03-20 09:00"))
        tell(new_key(), "phuc", reception(applicant=owner), at(again))
    return COMMUNE, 1


def without_file() -> tuple[str, int]:
    key = solved(at("2020-03-10 08:00"))
    log = Fact.objects.filter(dossier_id=key)
    last = log.filter(kind="Finished").get()
    # The door lets none through: this is a row from elsewhere.
    Fact.objects.create(
        dossier_id=key,
        number=log.count() + 1,
        kind="Finished",
        happened=last.happened,
        recorded=last.recorded,
        person=last.person,
        agency=last.agency,
        role=last.role,
        body={**last.body, "files": []},
        seal=b"",
    )
    return DISTRICT, 1


def one_phone() -> tuple[str, int]:
    for number in range(10):
        owner = Party("Nguyễn Văn An", phone="0905000299", identity=paper(f"21500{number:04}"))
        tell(new_key(), "phuc", reception(applicant=owner), at("2020-03-20 09:00"))
        if number:
            other = Party("Lê Thị Bé", phone="0905000288", identity=paper(f"21501{number:04}"))
            tell(new_key(), "phuc", reception(applicant=other), at("2020-03-20 09:00"))
    return COMMUNE, 10


STORIES = {
    "late_entry": late_entry,
    "back_dating": back_dating,
    "quick_leg": quick_leg,
    "one_account": one_account,
    "burst": burst,
    "late_supplement": late_supplement,
    "repeated_supplement": repeated_supplement,
    "quick_supplement": quick_supplement,
    "handed_out_late": handed_out_late,
    "online_at_once": online_at_once,
    "refused_again": refused_again,
    "without_file": without_file,
    "one_phone": one_phone,
}


def test_every_detector_has_its_story():
    assert sorted(STORIES) == sorted(one.key for one in DETECTORS)


@pytest.mark.parametrize("detector", sorted(STORIES))
def test_a_detector_finds_what_it_is_for_and_not_what_is_just_within(detector):
    agency, dossiers = STORIES[detector]()
    assert found()[detector, agency] == dossiers
    listed = cases(detector, agency, FIRST, LAST)
    assert len({case.key for case in listed}) == dossiers
    assert {case.agency for case in listed} == {agency}


def test_an_honest_life_shows_nothing():
    solved(at("2020-03-10 08:00"))
    assert found() == {}


def test_what_was_recorded_outside_the_period_is_not_found():
    late_entry()
    assert findings("H08", date(2020, 3, 19), LAST) == []
    assert len(findings("H08", date(2020, 3, 18), date(2020, 3, 18))) == 1
    assert findings("H08.30", FIRST, LAST) == [], "another district"


def test_each_detector_is_one_statement():
    with CaptureQueriesContext(connection) as caught:
        findings("H08", FIRST, LAST)
    asked = [one["sql"] for one in caught if "found (dossier_key" in one["sql"]]
    assert len(asked) == len(DETECTORS)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Refused, match="period_ends_before_it_begins"):
        findings("H08", LAST, FIRST)
    with pytest.raises(Refused, match="bad_choice"):
        cases("astrology", "H08", FIRST, LAST)
    assert Dossier.objects.count() == 0

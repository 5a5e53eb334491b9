"""What the national portal hears of dossiers from paper books and from other one-stop systems."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.core.management import call_command

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.history import import_histories
from motcua.actions.reconciling import queue_asked, repair
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.management.reconciling import reconcile
from motcua.models import Clock, Dossier, Message
from tests.actions.test_elsewhere import from_book, history
from tests.actions.test_national_portal import code_of
from tests.management.test_reconcile import NOON, causes
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import FRIDAY, at, tell, who
from tests.web.test_book_entry import checked, enter, line

pytestmark = pytest.mark.django_db


AS_THE_OLD_SYSTEM_TOLD_IT = {
    "TrangThaiHoSo": "4",
    "NgayTiepNhan": "20200203080000",
    "NgayHenTra": "20200206170000",
    "NgayKetThucXuLy": "",
}


@pytest.fixture
def portal():
    with sandbox() as found:
        mirrored()
        yield found


def brought(**more: object) -> UUID:
    [done] = import_histories([history(**{"applicant": CITIZEN, **more})], now=FRIDAY, dry=False)
    assert done.no is None
    return done.key


def test_a_sheet_of_the_book_is_told_to_the_portal_and_to_no_person(portal: Portal, monkeypatch):
    monkeypatch.setattr(Clock, "now", lambda clock: FRIDAY)
    entry = enter(checked(line(1, email="an@example.org", identity="052189000017")))
    assert entry.done == 1
    assert set(Message.objects.values_list("destination", flat=True)) == {NATIONAL_PORTAL}
    assert {one.outcome for one in send_all()} == {"sent"}
    held = portal.held(Dossier.objects.get().code).record
    assert held["NgayTiepNhan"] == "20200203070000", "the day that the book bears"
    assert causes() == {}


def test_a_line_of_the_book_tells_its_days_and_no_steps_of_people_who_took_none(portal: Portal):
    key = UUID(int=7)
    told = from_book(applicant=CITIZEN, promised=date(2020, 4, 1), finished=at("2020-02-05 17:00"))
    [done] = perform_many([Request(key, told, who("phuc"))], now=FRIDAY, silent=True, mirrored=True)
    assert not isinstance(done, Exception)
    assert {one.outcome for one in send_all()} == {"sent"}
    held = portal.held(code_of(key))
    assert (held.record["NgayHenTra"], held.record["NgayKetThucXuLy"]) == (
        "20200401170000", "20200205170000",
    )  # fmt: skip
    assert held.steps == (), "the book does not say who"


def test_a_history_is_not_told_and_reconciliation_says_why(portal: Portal):
    brought()
    assert not Message.objects.exists()
    outcome = reconcile(NOON)
    assert outcome is not None
    assert [one.cause.value for one in outcome.found] == ["other_system"]


def test_a_history_that_the_old_system_told_differs_in_nothing(portal: Portal):
    code = "000.12.38.H08-200203-0041"
    with portal.store.writing():
        portal.store.keep(AS_THE_OLD_SYSTEM_TOLD_IT | {"MaHoSo": code})
    brought(code=code)
    assert causes() == {}
    assert not Message.objects.exists()


def test_queueing_all_leaves_histories_to_the_system_they_came_from_unless_it_is_asked(
    portal: Portal,
):
    key = brought()
    call_command("destination", NATIONAL_PORTAL, "--queue-all")
    assert not Message.objects.exists()
    call_command("destination", NATIONAL_PORTAL, "--queue-all", "--histories")
    assert {one.outcome for one in send_all()} == {"sent"}
    assert portal.held(code_of(key))
    assert causes() == {}


def test_a_history_is_told_by_the_button_of_its_cause(portal: Portal):
    brought()
    assert set(causes().values()) == {"other_system"}
    assert repair(["other_system"], code="", now=NOON, machine=FRIDAY) == 1
    assert queue_asked(NOON) == 1
    send_all()
    assert causes() == {}


def test_a_history_that_goes_on_here_is_told_by_what_happens_here(portal: Portal):
    open_one = history(applicant=CITIZEN)
    key = brought(acts=(), received=replace(open_one.received))
    tell(key, "phuc", do.HandOver(), NOON)
    assert {one.outcome for one in send_all()} == {"sent"}
    assert portal.held(code_of(key)).record["TrangThaiHoSo"] in ("2", "4")
    assert causes() == {}

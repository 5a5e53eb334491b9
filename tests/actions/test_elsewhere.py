"""What stood in a paper book or in another system comes in with both times, and tells nobody."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from motcua.actions.dossiers import Done, Request, perform, perform_many
from motcua.actions.tick import pass_time
from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.commands.elsewhere import PastAct
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Counter, Dossier, DossierCode, Message
from motcua.reads.access import open_dossier
from motcua.reads.audit import verify
from motcua.reads.dossier_page import dossier_page
from tests.story import AN, COMMUNE, DISTRICT, FINANCE, FRIDAY, HOUSEHOLD, at, received, tell, who

pytestmark = pytest.mark.django_db


def from_book(**more: object) -> do.EnterFromBook:
    values: dict[str, object] = {
        "agency": COMMUNE,
        "procedure": HOUSEHOLD.code,
        "applicant": AN,
        "secret": "K7PX",
        "book": "Quyển 01/2020",
        "number": "17",
        "line": (("name", "Nguyễn Thị Thanh Trúc"),),
        "explanation": "Xã ghi sổ giấy đến hết tháng 2",
        "received": at("2020-02-03 07:30"),
    }
    return do.EnterFromBook(**(values | more))  # type: ignore[arg-type]


def enter(command: do.Command, name: str = "phuc", now: datetime = FRIDAY) -> Done:
    key = UUID(str(uuid7()))
    actor = 0 if isinstance(command, do.ImportHistory) else who(name)
    [done] = perform_many([Request(key, command, actor)], now=now, silent=True)
    if isinstance(done, Refused):
        raise done
    assert list(verify([key])) == []
    return done


def kinds(done: Done) -> list[str]:
    return [type(entry.fact).__name__ for entry in done.entries]


def test_a_line_of_the_book_has_both_times_and_a_code_of_its_own_day():
    done = enter(from_book(promised=date(2020, 4, 1)))
    [reception, told] = done.entries
    assert done.dossier.code == "000.12.38.H08-200203-0001"
    assert reception.fact.happened == at("2020-02-03 07:30")
    assert {entry.recorded for entry in done.entries} == {FRIDAY}
    assert done.dossier.first_promise == at("2020-04-01 17:00")  # Wednesday, as the book says
    assert (told.fact.source, told.fact.first, told.fact.last) == ("paper", 1, 1)
    assert [entry.by.person for entry in done.entries] == [0, who("phuc")]
    assert done.dossier.holder.person is None, "the book does not say who; any clerk goes on"


def test_without_a_promise_in_the_book_it_is_reckoned_from_the_day_it_bears():
    done = enter(from_book())
    assert done.dossier.first_promise == at("2020-02-06 17:00")  # Monday and three working days
    assert kinds(done) == ["Received", "DuePassed", "BroughtIn"], "it was overdue long before"
    assert done.dossier.overdue_noticed == at("2020-02-07 00:00")
    assert pass_time(FRIDAY) == (0, 0), "no bell rings for what has passed"


def test_what_the_book_says_of_result_and_return_comes_in_with_its_own_days():
    done = enter(
        from_book(
            finished=at("2020-02-05 17:00"),
            result_number="12/GCN",
            returned=at("2020-02-10 17:00"),
            collected_by="Trúc",
        )
    )
    assert kinds(done) == ["Received", "Finished", "Returned", "BroughtIn"]
    assert (done.dossier.state.value, done.dossier.finished) == (
        "returned",
        at("2020-02-05 17:00"),
    )


def test_a_book_that_knows_the_return_alone_says_the_result_was_there_by_then():
    done = enter(from_book(returned=at("2020-02-10 17:00")))
    assert kinds(done) == ["Received", "DuePassed", "Finished", "Returned", "BroughtIn"]
    assert done.dossier.finished == at("2020-02-10 17:00")


def test_an_open_dossier_of_the_book_goes_on_here_as_any_other():
    done = enter(from_book(promised=date(2020, 4, 1)))
    tell(done.key, "phuc", do.HandOver())
    assert perform(done.key, do.AcceptHandOver(), actor=who("lan"), now=FRIDAY).dossier.holder


@pytest.mark.parametrize(
    ("change", "reason", "why"),
    [
        ({"received": at("2020-03-21 08:00")}, "bad_moment", "future"),
        ({"finished": at("2020-02-02 08:00")}, "bad_moment", "out_of_order"),
        (
            {"finished": at("2020-02-05 08:00"), "returned": at("2020-02-04 08:00")},
            "bad_moment",
            "out_of_order",
        ),
        ({"promised": date(2020, 2, 1)}, "bad_moment", "out_of_order"),
        ({"received": at("2018-12-31 08:00")}, "procedure_not_in_force", None),
        ({"procedure": "1.999999"}, "unknown_procedure", None),
        ({"explanation": "ngắn"}, "explanation_too_short", None),
        ({"agency": FINANCE}, "not_your_task", None),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_leaves_no_trace(change, reason, why):
    with pytest.raises(Refused) as no:
        enter(replace(from_book(), **change))
    assert (no.value.reason, no.value.facts.get("why")) == (reason, why)
    assert not Dossier.objects.exists()
    assert not Counter.objects.exists()


def test_whoever_has_no_counter_here_today_enters_nothing():
    with pytest.raises(Refused, match="not_your_task"):
        enter(from_book(), "loc")


def history(**more: object) -> do.ImportHistory:
    counter = {"agency": COMMUNE, "role": Role.RECEPTIONIST, "name": "Cô Ba"}
    values: dict[str, object] = {
        "source": "mot-cua-cu",
        "code": "000.12.38.H08-200203-0041",
        "agency": COMMUNE,
        "procedure": HOUSEHOLD.code,
        "applicant": AN,
        "secret": "K7PX",
        "received": PastAct(
            kind="received",
            happened=at("2020-02-03 08:00"),
            recorded=at("2020-02-03 08:05"),
            **counter,
        ),
        "acts": (
            PastAct(
                kind="hand_over",
                happened=at("2020-02-03 09:00"),
                to_agency=FINANCE,
                to_role=Role.OFFICER,
                **counter,
            ),
            PastAct(
                kind="accept",
                happened=at("2020-02-03 10:00"),
                recorded=at("2020-02-04 07:00"),
                agency=FINANCE,
                role=Role.OFFICER,
                name="Anh Tư",
            ),
        ),
    }
    return do.ImportHistory(**(values | more))  # type: ignore[arg-type]


def test_a_history_keeps_its_code_its_stamps_and_its_people():
    done = enter(history())
    assert kinds(done) == ["Received", "HandedOver", "HandOverAccepted", "DuePassed", "BroughtIn"]
    assert [entry.recorded for entry in done.entries] == [
        at("2020-02-03 08:05"),  # that system's own stamp
        FRIDAY,  # it had none
        FRIDAY,  # never before what was learned last
        FRIDAY,
        FRIDAY,
    ]
    assert done.dossier.code == "000.12.38.H08-200203-0041"
    assert done.dossier.holder.agency == FINANCE
    page = dossier_page(open_dossier(done.dossier.code, who("nga"), FRIDAY), FRIDAY)
    moments = {one.number: one for day in page.days for one in day.moments}
    assert moments[1].origin == "theo hệ thống cũ (mot-cua-cu)"
    assert (moments[1].who, moments[3].who) == ("Cô Ba", "Anh Tư")
    assert moments[5].origin == ""


def test_stamps_of_the_other_system_stand_as_they_are_while_they_run_forward():
    acts = tuple(replace(act, recorded=act.happened) for act in history().acts)
    done = enter(history(acts=acts))
    assert [entry.recorded for entry in done.entries][:3] == [
        at("2020-02-03 08:05"),
        at("2020-02-03 09:00"),
        at("2020-02-03 10:00"),
    ]


def test_our_own_series_goes_on_after_a_code_that_was_kept():
    enter(history())
    assert Dossier.objects.get(key=received(when=at("2020-02-03 11:00"))).code.endswith("-0042")


def test_a_code_of_another_shape_is_kept_and_found_and_so_are_its_other_numbers():
    done = enter(history(code="ub-cathanh/41", other_codes=("G22.99.08-200203-004417",)))
    assert done.dossier.code == "UB-CATHANH/41"
    for code in ("ub-cathanh/41", "G22.99.08-200203-004417"):
        assert open_dossier(code, who("phuc"), FRIDAY).key == done.key
    assert DossierCode.objects.count() == 2


def test_whoever_sits_there_now_goes_on_with_an_open_dossier():
    done = enter(history())
    tell(done.key, "nga", do.SubmitForSignature())


def act(kind: str, moment: str, **more: object) -> PastAct:
    values: dict[str, object] = {"agency": FINANCE, "role": Role.OFFICER} | more
    return PastAct(kind=kind, happened=at(moment), **values)  # type: ignore[arg-type]


def test_a_whole_life_ends_as_it_ended_there():
    acts = (
        *history().acts,
        act("supplement_asked", "2020-02-04 08:00", words="Thiếu hợp đồng thuê nhà"),
        act("supplement_received", "2020-02-06 08:00"),
        act("approve", "2020-02-10 08:00", agency=DISTRICT, role=Role.LEADER),
        act("finished", "2020-02-10 09:00", number="12/GCN"),
        act("returned", "2020-02-11 09:00", agency=COMMUNE, role=Role.RECEPTIONIST, words="Trúc"),
    )
    done = enter(history(acts=acts))
    dossier = done.dossier
    assert (dossier.state.value, dossier.supplements, len(dossier.waits)) == ("returned", 1, 1)
    assert dossier.legal_due == at("2020-02-11 17:00"), "P-2018: three days again from Thursday"
    assert not isinstance(done.entries[-1].fact, f.Returned)


@pytest.mark.parametrize(
    "acts",
    [
        (act("accept", "2020-02-03 09:00"),),
        (act("returned", "2020-02-03 09:00"),),
        (act("supplement_received", "2020-02-03 09:00"),),
        (act("finished", "2020-02-04 09:00"), act("approve", "2020-02-04 10:00")),
        (act("withdrawn", "2020-02-04 09:00"), act("finished", "2020-02-04 10:00")),
    ],
)
def test_a_life_that_cannot_have_been_is_refused(acts):
    with pytest.raises(Refused, match="not_possible_then"):
        enter(history(acts=acts))
    assert not Dossier.objects.exists()


def test_acts_that_run_backwards_are_refused():
    acts = (act("finished", "2020-02-04 09:00"), act("returned", "2020-02-03 10:00"))
    with pytest.raises(Refused, match="out_of_order"):
        enter(history(acts=acts))


def test_nobody_is_told_of_what_comes_in_silently():
    enter(from_book(promised=date(2020, 4, 1)))
    enter(history())
    assert not Message.objects.exists()

"""My work: what lies there, in which order, page by page."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.domain.access import Membership
from motcua.domain.openings import open_to
from motcua.domain.roles import Role
from motcua.models import DeskRow
from motcua.reads.access import memberships_of, open_dossier
from motcua.reads.desk_lines import Move, MyWork, my_work, procedures_to_choose
from motcua.reads.desks import COUNTED, Filters, Tab
from motcua.reads.remaining import Remaining, Urgency
from tests.reads.many import fill, plans
from tests.story import (
    BIRTH,
    COMMUNE,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    PERMIT,
    at,
    finish,
    received,
    tell,
    who,
)

pytestmark = pytest.mark.django_db

MONDAY = at("2020-03-23 08:00")


def work(name: str, tab: Tab = Tab.TODAY, now=FRIDAY, filters=None, **more) -> MyWork:
    return my_work(tab, memberships_of(who(name)), who(name), now, filters or Filters(), **more)


def codes(found: MyWork) -> list[str]:
    return [line.code[-11:] for line in found.lines]


def test_what_was_received_today_goes_on_today():
    received(PERMIT, ONE_STOP)
    [line] = work("lan").lines
    assert (line.step, line.holder, line.remaining.words) == (
        "Tiếp nhận",
        "tôi",
        "còn 10 ngày làm việc",  # Fri 20-3 + 15 days: Sat 4-4, so Mon 6-4; 5 + 4 + 1, Thu 2-4 off
    )
    assert line.move is Move.HAND_OVER


def test_what_was_handed_over_waits_at_the_next_desk_and_stays_mine_until_accepted():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    assert codes(work("lan")) == []
    [held] = work("lan", Tab.IN_HAND).lines
    assert (held.step, held.holder, held.move) == ("Đã chuyển", "chờ bên nhận", Move.NONE)
    [given] = work("thuong").lines
    assert (given.step, given.holder) == ("Chờ nhận", "từ Một cửa huyện Phù Cát")
    counts = dict.fromkeys(Tab, 0) | {Tab.TODAY: 1, Tab.TO_ACCEPT: 1}
    assert work("thuong").counts == counts
    assert codes(work("tri")) == codes(work("thuong"))  # a colleague in the same role


def test_what_a_colleague_accepted_is_not_mine_any_more():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    tell(key, "thuong", do.AcceptHandOver())
    assert codes(work("tri", Tab.IN_HAND)) == []
    assert codes(work("thuong", Tab.IN_HAND)) == ["200320-0001"]


def test_what_is_given_to_one_person_is_seen_by_no_other():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver(person=who("tri")))
    assert codes(work("thuong")) == []
    assert codes(work("tri", filters=Filters(mine=True))) == ["200320-0001"]


def test_mine_only_leaves_out_what_anybody_may_take():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    assert codes(work("tri", filters=Filters(mine=True))) == []


def test_a_leader_sees_what_waits_for_the_signature():
    key = received(BIRTH)
    tell(key, "phuc", do.HandOver())
    tell(key, "loc", do.AcceptHandOver())
    tell(key, "loc", do.SubmitForSignature())
    [line] = work("khai").lines
    # Within one agency nobody needs to be told from where.
    assert (line.step, line.holder, line.move) == ("Chờ nhận", "Ký duyệt", Move.ACCEPT)


def test_what_hurts_first_is_on_top_and_what_has_no_date_at_the_end():
    late = received(HOUSEHOLD, when=at("2020-03-12 09:00"))  # Thu -> Tue 17-3
    today = received(HOUSEHOLD, when=at("2020-03-17 09:00"))  # Tue -> Fri 20-3
    later = received(HOUSEHOLD, when=FRIDAY)  # Fri -> Wed 25-3
    birth = received(BIRTH, when=at("2020-03-20 08:00"))  # Fri, same day
    tomorrow = received(HOUSEHOLD, when=at("2020-03-18 09:00"))  # Wed -> Mon 23-3
    found = work("phuc", now=at("2020-03-20 10:00"))
    keys = [line.key for line in found.lines]
    assert keys == [late, today, birth, tomorrow, later]
    assert [line.remaining.words for line in found.lines] == [
        "quá 2 ngày làm việc",
        "hôm nay",
        "hôm nay",
        "còn 1 ngày làm việc",
        "còn 3 ngày làm việc",
    ]
    assert [line.key for line in work("phuc", Tab.LATE).lines] == [late]


def test_a_result_that_waits_for_the_citizen_presses_nobody():
    key = received(BIRTH, when=at("2020-03-19 08:00"))
    for name, command in [
        ("phuc", do.HandOver()),
        ("loc", do.AcceptHandOver()),
        ("loc", do.SubmitForSignature()),
        ("khai", do.AcceptHandOver()),
        ("khai", do.Approve()),
    ]:
        tell(key, name, command, at("2020-03-19 10:00"))
    tell(key, "khai", finish(day=date(2020, 3, 19)), at("2020-03-19 11:00"))
    assert work("phuc", now=MONDAY).counts[Tab.TO_ACCEPT] == 1
    tell(key, "phuc", do.AcceptHandOver(), at("2020-03-19 11:05"))
    later = received(when=FRIDAY)
    found = work("phuc", Tab.IN_HAND, now=MONDAY)
    assert [line.key for line in found.lines] == [later, key]
    assert found.lines[1].remaining.words == "đã có kết quả"
    assert (found.counts[Tab.LATE], found.lines[1].move) == (0, Move.RETURN)


def test_what_waits_for_the_citizen_says_so_and_has_no_date_and_no_button():
    key = received(PERMIT, ONE_STOP)
    request = do.RequestSupplement(
        content="thiếu bản vẽ mặt bằng móng",
        explanation="chưa đủ căn cứ thẩm định",
        guidance="nộp hai bản vẽ có đóng dấu của đơn vị thiết kế",
    )
    for name, command in [
        ("lan", do.HandOver()),
        ("thuong", do.AcceptHandOver()),
        ("thuong", request),
        ("lan", do.NotifySupplement()),
    ]:
        tell(key, name, command)
    [line] = work("thuong", Tab.IN_HAND).lines
    assert line.remaining == Remaining(Urgency.WAIT, "chờ bổ sung")
    assert (line.due, line.move) == (None, Move.NONE)
    assert work("thuong").counts[Tab.TODAY] == 0


def test_nobody_sees_work_of_a_post_that_has_ended():
    received()
    ended = [Membership(who("dong"), COMMUNE, Role.RECEPTIONIST, date(2020, 1, 1))]
    assert codes(my_work(Tab.TODAY, (), who("phuc"), FRIDAY, Filters())) == []
    assert codes(my_work(Tab.TODAY, ended, who("dong"), FRIDAY, Filters())) == []


def test_an_administrator_has_no_work():
    received()
    assert work("quan").counts == dict.fromkeys(Tab, 0)


def test_filters_narrow_rows_and_counts_alike():
    received(HOUSEHOLD, when=at("2020-03-17 09:00"))
    received(BIRTH, when=at("2020-03-20 08:00"))
    only_births = work("phuc", filters=Filters(procedure=BIRTH.code))
    assert codes(only_births) == ["200320-0001"]
    assert only_births.counts[Tab.IN_HAND] == 1
    of_tuesday = Filters(since=date(2020, 3, 17), until=date(2020, 3, 17))
    assert codes(work("phuc", filters=of_tuesday)) == ["200317-0001"]
    assert codes(work("phuc", filters=Filters(since=date(2020, 3, 21)))) == []
    offered = procedures_to_choose(memberships_of(who("phuc")), who("phuc"), FRIDAY)
    assert offered == [(BIRTH.code, BIRTH.name), (HOUSEHOLD.code, HOUSEHOLD.name)]


def walk(name: str, tab: Tab, rows: int) -> list[Sequence[str]]:
    pages, after = [], None
    while True:
        found = work(name, tab, after=after, rows=rows)
        pages.append(codes(found))
        if not found.slice.later:
            return pages
        after = found.slice.rows[-1].mark


def test_pages_follow_one_another_without_gap_or_repeat():
    for hour in range(8, 15):
        received(BIRTH, when=at(f"2020-03-19 {hour:02}:00"))  # all due in one day
    pages = walk("phuc", Tab.IN_HAND, 3)
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({code for page in pages for code in page}) == 7
    seventh = work("phuc", Tab.IN_HAND, rows=7).slice.rows[6].mark
    last = work("phuc", Tab.IN_HAND, rows=3, before=seventh)
    assert codes(last) == pages[1]
    assert (last.slice.earlier, last.slice.later) == (True, True)


def test_one_who_gives_to_himself_sees_the_dossier_as_given_and_as_held():
    # Lộc is officer and clerk: the same dossier may lie on two of his desks.
    key = received(BIRTH)
    tell(key, "phuc", do.HandOver())
    tell(key, "loc", do.AcceptHandOver())
    row = DeskRow.objects.get(dossier_id=key, seat="in_hand")
    row.pk = (key, row.agency, "to_accept")
    row.seat, row.role, row.given_from = "to_accept", "clerk", COMMUNE
    row.save(force_insert=True)
    first = work("loc", Tab.LATE, now=MONDAY, rows=1)
    second = work("loc", Tab.LATE, now=MONDAY, rows=1, after=first.slice.rows[-1].mark)
    seats = [found.slice.rows[0].seat for found in (first, second)]
    assert seats == ["in_hand", "to_accept"]
    assert not second.slice.later


@pytest.mark.parametrize("story", [BIRTH, HOUSEHOLD, PERMIT], ids=lambda p: p.code)
def test_the_buttons_of_a_list_are_those_of_the_dossier(story):
    """Along the whole way: what a list offers in bulk is what the rules allow that person."""
    bulk = {do.AcceptHandOver: Move.ACCEPT, do.HandOver: Move.HAND_OVER}
    bulk[do.SubmitForSignature] = Move.SUBMIT
    bulk |= {do.Approve: Move.APPROVE, do.Finish: Move.FINISH, do.ReturnResult: Move.RETURN}
    key = received(story, ONE_STOP if story is PERMIT else COMMUNE)
    names = ("phuc", "loc", "khai", "lan", "thuong", "nga", "thang", "hoa")
    for _ in range(12):
        for name in names:
            lines = [*work(name, Tab.TO_ACCEPT).lines, *work(name, Tab.IN_HAND).lines]
            offered = {line.move for line in lines} - {Move.NONE}
            opened = open_dossier(str(key), who(name), FRIDAY) if lines else None
            allowed = {bulk[kind] for kind in _open(opened) if kind in bulk}
            if opened and opened.dossier.state.value == "awaiting_signature":
                allowed.discard(Move.HAND_OVER)  # the list asks a leader to look first
            assert offered == allowed, name
        if not _one_more(key, names):
            return


def _open(opened):
    if opened is None:
        return ()
    return open_to(opened.dossier, opened.law, opened.person, opened.memberships, FRIDAY)


def _one_more(key, names) -> bool:
    """Somebody takes the dossier one step further; False at the end of the way."""
    ways = [do.AcceptHandOver(), do.Approve(), finish(), do.SubmitForSignature(), do.HandOver()]
    for command in ways:
        for name in names:
            try:
                opened = open_dossier(str(key), who(name), FRIDAY)
            except Exception:
                continue
            if type(command) in _open(opened):
                tell(key, name, command)
                return True
    return False


def test_a_page_costs_two_statements_on_the_desk_however_many_rows():
    for day in range(2, 22):
        received(BIRTH, when=at(f"2020-03-{day:02} 08:00"))
    held, who_asks = memberships_of(who("phuc")), who("phuc")
    work("phuc")  # the law is in memory now
    for rows in (10, 20):
        with CaptureQueriesContext(connection) as queries:
            found = my_work(Tab.IN_HAND, held, who_asks, FRIDAY, Filters(), rows=rows)
        assert len(found.lines) == rows
        assert len(queries) == 3  # and one that asks whether the law is still the same
        desk = [q["sql"] for q in queries if "motcua_deskrow" in q["sql"]]
        assert len(desk) == 2
        assert all("OFFSET" not in sql for sql in desk)


def test_counts_stop_at_a_hundred_and_pages_read_only_their_stretch(committed, superuser):
    fill(superuser, who("phuc"))
    found = work("phuc", Tab.LATE, now=at("2020-03-20 09:00"))
    assert found.counts[Tab.LATE] == COUNTED
    assert len(found.lines) == 20
    page, counts = plans(lambda: work("phuc", Tab.LATE, after=found.slice.rows[-1].mark))
    for plan in (page, counts):
        assert "using desk_work" in plan, plan
        assert "(pressing <= p.until)" in plan.partition("Index Cond:")[2].partition("\n")[0], plan
    assert "ROW(pressing, dossier_key" in page.partition("Index Cond:")[2].partition("\n")[0], page


@pytest.mark.django_db
def test_what_waits_for_the_citizen_and_what_is_to_be_told_them_lie_on_the_counters_desk():
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 08:00"))
    tell(key, "lan", do.HandOver(), at("2020-03-20 08:10"))
    tell(key, "nga", do.AcceptHandOver(), at("2020-03-20 08:20"))
    ask = do.RequestSupplement(
        content="thiếu giấy đề nghị",
        explanation="chưa đủ căn cứ thẩm định",
        guidance="nộp thêm giấy đề nghị",
    )
    tell(key, "nga", ask, at("2020-03-23 08:00"))
    [line] = work("lan", now=at("2020-03-23 08:30")).lines
    assert (line.step, line.move) == ("Gửi phiếu bổ sung", Move.NONE)
    tell(key, "lan", do.NotifySupplement(), at("2020-03-23 09:00"))
    for name in ("lan", "nga"):  # the counter that waits, and whoever goes on afterwards
        assert len(work(name, Tab.WAITING, now=at("2020-03-24 08:00")).lines) == 1
    assert work("nga", Tab.LATE, now=at("2020-03-30 08:00")).lines == []

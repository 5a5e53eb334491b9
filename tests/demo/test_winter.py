"""The winter of 2020, counted straight from rows: every printed figure comes out exactly."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.domain.local_time import midnight
from motcua.management.places import ROOT
from motcua.models import Dossier
from motcua.reads.audit import verify_one
from motcua.reads.clock import now
from motcua.reads.law import agency_tree, calendar_of

PRINTED = tomllib.loads((ROOT / "data" / "demo" / "binh-dinh-2020.toml").read_text("utf-8"))
FIRST, LAST = PRINTED["from"], PRINTED["to"]
CUTOFF = midnight(LAST + timedelta(days=1))

# As of the cutoff, from facts alone: due is the last due date that was known then; a stop in
# force then and begun before it was over keeps it from being late.
COUNT = """
WITH known AS (SELECT * FROM motcua_fact WHERE recorded < %(cutoff)s AND happened < %(cutoff)s),
received AS (SELECT dossier_key, body->>'competent' AS competent, happened, body->>'due' AS due,
  body->>'overdue_from' AS over FROM known
 WHERE kind = 'Received' AND happened >= %(first)s AND happened < %(cutoff)s),
moved AS (SELECT DISTINCT ON (dossier_key) dossier_key, body->>'overdue_from' AS over FROM known
 WHERE kind = 'LegalDueMoved' ORDER BY dossier_key, number DESC),
ended AS (SELECT dossier_key, min(happened) AS at FROM known
 WHERE kind IN ('Finished', 'Rejected') GROUP BY 1),
gone AS (SELECT dossier_key FROM known WHERE kind IN ('Withdrawn', 'Stopped')),
waits AS (SELECT a.dossier_key FROM known a
 WHERE a.kind IN ('SupplementNotified', 'PaymentAsked') AND (a.body->>'stops')::boolean
  AND NOT EXISTS (SELECT 1 FROM known b WHERE b.dossier_key = a.dossier_key
   AND b.kind IN ('SupplementReceived', 'PaymentConfirmed')
   AND (b.body->>'number')::int = (a.body->>'number')::int)),
judged AS (SELECT r.competent, e.at AS ended,
  (coalesce(m.over, r.over))::timestamptz AS over, g.dossier_key IS NOT NULL AS gone,
  w.dossier_key IS NOT NULL AS waits
 FROM received r LEFT JOIN moved m USING (dossier_key) LEFT JOIN ended e USING (dossier_key)
 LEFT JOIN gone g USING (dossier_key) LEFT JOIN waits w USING (dossier_key))
SELECT competent, count(*), count(*) FILTER (WHERE ended >= over),
 count(*) FILTER (WHERE ended IS NULL AND NOT gone AND NOT waits AND over <= %(cutoff)s)
FROM judged GROUP BY 1
"""


def rows(query, **values):
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall()


def counted():
    """(received, late, of these still open) for each competent agency."""
    found = rows(COUNT, first=midnight(FIRST), cutoff=CUTOFF)
    return {unit: (received, solved + still, still) for unit, received, solved, still in found}


def together(figures, agencies):
    return tuple(map(sum, zip(*(figures[a] for a in agencies if a in figures), strict=True)))


def districts(tree):
    for row in PRINTED["district"]:
        [key] = [
            agency.key
            for agency in tree
            if agency.kind == "committee_district"
            and agency.short_name.removeprefix("UBND ").partition(" ")[2].endswith(row["name"])
        ]
        yield row, key


@pytest.mark.usefixtures("winter_2020")
def test_districts_and_communes_received_24390_and_3988_of_them_are_late():
    tree, figures = agency_tree(), counted()
    below = [a.key for a in tree if a.level in ("district", "commune")]
    received, late, _ = together(figures, below)
    assert (received, late) == (PRINTED["total"]["received"], PRINTED["total"]["late"])
    assert (received, late) == (24_390, 3_988)


@pytest.mark.usefixtures("winter_2020")
def test_every_district_has_received_late_and_late_open_as_the_scenario_says():
    tree, figures = agency_tree(), counted()
    found = {row["name"]: together(figures, tree.subtree(key)) for row, key in districts(tree)}
    wanted = {r["name"]: (r["received"], r["late"], r["late_open"]) for r in PRINTED["district"]}
    assert found == wanted
    assert len(found) == 11


@pytest.mark.usefixtures("winter_2020")
def test_departments_received_ten_thousand_and_two_are_late():
    tree, figures = agency_tree(), counted()
    departments = [a.key for a in tree if a.kind == "department"]
    centre = PRINTED["province_centre"]
    wanted = (centre["received"], centre["late"], centre["late_open"])
    assert together(figures, departments) == wanted == (10_000, 2, 0)
    assert set(figures) <= {a.key for a in tree if a.key != "H08.29"}  # nothing is decided there


@pytest.mark.usefixtures("winter_2020")
def test_51_communes_received_nothing_at_all_and_no_other_looks_silent():
    tree = agency_tree()
    received = Counter(dict(rows("SELECT receiving, count(*) FROM motcua_dossier GROUP BY 1")))
    communes = {
        row["name"]: [a for a in tree.children(key) if tree.get(a).level == "commune"]
        for row, key in districts(tree)
    }
    silent = {name: sum(received[a] == 0 for a in keys) for name, keys in communes.items()}
    assert silent == {row["name"]: row["silent_communes"] for row in PRINTED["district"]}
    assert sum(silent.values()) == PRINTED["total"]["silent_communes"] == 51
    active = [received[a] for keys in communes.values() for a in keys if received[a]]
    assert min(active) >= 12
    assert received["H08.38.12"] > 200  # Cát Hanh, where README receives a dossier
    recently = rows(
        """SELECT count(DISTINCT receiving) FROM motcua_dossier
        WHERE received >= '2020-03-05 00:00+07'"""
    )
    assert recently == [(len(active) + 12,)]  # with eleven one-stops and the centre


@pytest.mark.usefixtures("winter_2020")
def test_1200_were_carried_over_from_december_and_none_was_ever_late():
    found = rows(
        """SELECT count(*), count(*) FILTER (WHERE least(finished, closed) < '2020-01-01 00:00+07'),
         count(*) FILTER (WHERE finished >= overdue_from OR finished IS NULL AND closed IS NULL),
         max(receiving) FROM motcua_dossier WHERE received < '2020-01-01 00:00+07'"""
    )
    assert found[0][:3] == (1_200, 0, 0)


@pytest.mark.usefixtures("winter_2020")
def test_what_happened_by_the_18th_was_known_by_then_and_nobody_was_told():
    [(latest, backwards)] = rows(
        "SELECT max(recorded), count(*) FILTER (WHERE recorded < happened) FROM motcua_fact"
    )
    assert latest < CUTOFF
    assert backwards == 0
    assert rows("SELECT count(*) FROM motcua_message") == [(0,)]
    assert now().date() == date(2020, 3, 19)


@pytest.mark.usefixtures("winter_2020")
def test_people_come_as_people_do():
    tree = agency_tree()
    calendar = calendar_of("H08")
    hours = Counter(
        dict(
            rows(
                """SELECT extract(hour FROM received AT TIME ZONE 'Asia/Ho_Chi_Minh')::int, count(*)
                FROM motcua_dossier WHERE received IS NOT NULL GROUP BY 1"""
            )
        )
    )
    assert hours[12] == 0
    assert hours[8] > 2 * hours[16]
    days = Counter(
        dict(
            rows(
                """SELECT (received AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*)
                FROM motcua_dossier WHERE received IS NOT NULL GROUP BY 1"""
            )
        )
    )
    assert all(calendar.is_working_day(day) for day in days)
    assert days[date(2020, 3, 9)] > 1.3 * days[date(2020, 3, 13)]  # Monday and Friday
    assert days[date(2020, 1, 21)] < 0.7 * days[date(2020, 2, 18)]  # Tuesdays: Tết is near
    assert len(tree.at(LAST)) == len(tree.at(FIRST))


@pytest.mark.usefixtures("winter_2020")
def test_where_the_time_goes_differs_from_place_to_place():
    """Hours from acceptance to passing on: here it waits for the officer, there for a signature."""
    found = rows(
        """SELECT leg->>'agency', leg->>'role', count(*), percentile_cont(0.5) WITHIN GROUP (
          ORDER BY extract(epoch FROM
           (leg->>'ended')::timestamptz - (leg->>'accepted')::timestamptz) / 3600)
         FROM motcua_dossier, jsonb_array_elements(legs) leg
         WHERE leg->>'ended' IS NOT NULL AND leg->>'accepted' IS NOT NULL
          AND leg->>'role' IN ('officer', 'leader') AND leg->>'agency' LIKE 'H08.__.__'
         GROUP BY 1, 2 HAVING count(*) > 30"""
    )
    hours: dict[str, dict[str, float]] = {}
    for agency, role, _, median in found:
        hours.setdefault(agency, {})[role] = median
    both = [seats for seats in hours.values() if len(seats) == 2]
    slow_officers = sum(seats["officer"] > 3 * seats["leader"] for seats in both)
    slow_heads = sum(seats["leader"] > 1.2 * seats["officer"] for seats in both)
    assert slow_officers > len(both) / 10
    assert slow_heads > len(both) / 10


@pytest.mark.usefixtures("winter_2020")
def test_everything_that_can_happen_on_the_way_has_happened_but_apologies_are_few():
    kinds = Counter(dict(rows("SELECT kind, count(*) FROM motcua_fact GROUP BY 1")))
    for kind in (
        *("SupplementNotified", "SupplementReceived", "PaymentAsked", "PaymentConfirmed"),
        *("OpinionAsked", "OpinionGiven", "Rejected", "Withdrawn", "Stopped", "Returned"),
        *("HandOverDeclined", "ReceptionRefused", "ReceptionSupplementAsked", "LegalDueMoved"),
        *("DuePassed", "AlarmRang"),
    ):
        assert kinds[kind] > 20, kind
    assert 0 < kinds["ApologySent"] < 0.08 * 3_988
    timely = rows(
        "SELECT count(*) FROM motcua_fact WHERE kind = 'ApologySent' AND (body->>'timely')::boolean"
    )
    assert 0 < timely[0][0] < kinds["ApologySent"] / 2


@pytest.mark.usefixtures("winter_2020")
def test_there_are_oddities_to_be_found():
    seconds = rows(
        """SELECT count(*) FROM motcua_fact a JOIN motcua_fact b ON b.dossier_key = a.dossier_key
          AND b.number = a.number + 1 WHERE a.kind = 'HandOverAccepted' AND b.kind = 'HandedOver'
          AND b.happened - a.happened < interval '1 minute'"""
    )
    late_entry = rows(
        """SELECT count(*) FROM motcua_fact WHERE kind = 'Received'
          AND recorded - happened > interval '1 day'"""
    )
    after_due = rows(
        """SELECT count(*) FROM motcua_fact f JOIN motcua_dossier d ON d.key = f.dossier_key
          WHERE f.kind = 'Finished' AND f.happened < d.overdue_from
          AND f.recorded >= d.overdue_from"""
    )
    assert seconds[0][0] > 200
    assert late_entry[0][0] > 100
    assert after_due[0][0] > 50


@pytest.mark.usefixtures("winter_2020")
def test_rows_are_what_their_facts_make_and_codes_run_without_gap():
    for row in Dossier.objects.order_by("key")[::400]:
        assert list(verify_one(row)) == []
    codes = rows(
        """SELECT split_part(code, '-', 1), split_part(code, '-', 2), split_part(code, '-', 3)::int,
         received FROM motcua_dossier WHERE code <> '' ORDER BY 1, 2, 3"""
    )
    for before, after in pairwise(codes):
        if before[:2] == after[:2]:
            assert after[2] == before[2] + 1
            assert after[3] >= before[3]
        else:
            assert after[2] == 1


@pytest.mark.usefixtures("winter_2020")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "đã có dữ liệu minh họa binh-dinh-2020; thêm --fresh"),
        (["--until", "2020-03-01"], "sau ngày 01/03/2020"),
        (["--until", "2021-03-01"], "chỉ diễn tiếp được đến"),
    ],
)
def test_a_filled_demo_says_what_cannot_be_done_with_it(arguments, told):
    with pytest.raises(CommandError, match=told):
        call_command("demo", "binh-dinh-2020", *arguments)

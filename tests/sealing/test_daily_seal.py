"""The daily seal: what it seals, what it refuses, and what it finds that no chain can."""

import gzip
import json
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from motcua.actions.sealing import seal_day, seal_until
from motcua.domain import commands as do
from motcua.domain.canonical import canonical
from motcua.domain.evolve import evolve
from motcua.domain.local_time import local_day, midnight
from motcua.domain.merkle import NOTHING, leaf, root
from motcua.domain.refusal import Refused
from motcua.domain.seal import FIRST, seal
from motcua.models import ClosedDay, DaySeal, Dossier, Fact, seal_files
from motcua.models.mapping import from_row
from motcua.reads.audit import verify
from motcua.reads.audit_seals import verify_seals
from motcua.reads.dossiers import entries
from tests.statistics.stories import LIVES, live, undone
from tests.story import BIRTH, COMMUNE, FRIDAY, ONE_STOP, PERMIT, at, received, tell, who

DAY = FRIDAY.date()
AFTER = at("2020-03-21 00:30")


@pytest.fixture(autouse=True)
def seals(settings, tmp_path):
    settings.SEALS = tmp_path / "seals"
    return settings.SEALS


def found():
    return sorted({finding.kind for finding in verify_seals()})


def rows(day):
    return [json.loads(line) for line in seal_files.read_rows(day)]


def test_a_root_changes_with_any_leaf_their_order_and_their_number():
    leaves = [leaf(bytes([n]) * 16, b"row", b"seal") for n in range(7)]
    roots = {root(leaves[:n]) for n in range(8)} | {root(leaves[::-1])}
    roots |= {root([*leaves[:n], NOTHING, *leaves[n + 1 :]]) for n in range(7)}
    assert len(roots) == 16


@pytest.mark.django_db
def test_a_day_is_sealed_with_a_row_for_every_fact():
    key = received()
    tell(key, "phuc", do.HandOver())
    sealed = seal_day(DAY, AFTER)
    assert (sealed.facts, sealed.dossiers, sealed.previous) == (2, 1, "")
    told = json.loads(seal_files.seal_path(DAY).read_text())
    assert told["dossiers"] == [[rows(DAY)[0][1]["dossier"], Dossier.objects.get().head.hex(), 2]]
    assert told["root"] == sealed.root
    assert found() == []


@pytest.mark.django_db
def test_a_published_row_says_what_rates_need_and_nothing_of_anybody():
    key = received(PERMIT, ONE_STOP)
    seal_day(DAY, AFTER)
    [[_salt, row, _seal]] = rows(DAY)
    pseudonym = row.pop("dossier")
    assert row == {
        "number": 1,
        "unit": "H08.38",
        "field": "H08-TH",
        "procedure": "1.900003",
        "fact": "Received",
        "day": "2020-03-20",
        "due": "2020-04-06",
        "class": "open",
        "counts": [
            ["H08.38", "open", "2020-03-20", 1],
            ["H08.38", "overdue", "2020-04-07", 1],  # by the law alone, unless something comes
            ["H08.38", "received", "2020-03-20", 1],
        ],
    }
    text = "".join(seal_files.read_rows(DAY)) + seal_files.seal_path(DAY).read_text()
    dossier = Dossier.objects.get(key=key)
    for secret in (str(key), key.hex, dossier.code, str(who("lan")) + ",", "09:00", "Trúc"):
        assert secret not in text
    assert len(pseudonym) == 32


@pytest.mark.django_db
def test_a_procedure_of_a_sensitive_field_is_not_named(monkeypatch):
    from motcua.domain.rulebook import Rulebook

    monkeypatch.setattr(Rulebook, "is_sensitive", lambda rules, field, on: field == "H08-TH")
    received(BIRTH, COMMUNE)
    seal_day(DAY, AFTER)
    [[_salt, row, _seal]] = rows(DAY)
    assert (row["field"], row["procedure"]) == ("H08-TH", "")


@pytest.mark.django_db
def test_the_days_between_are_sealed_too_and_chained():
    received(when=at("2020-03-17 09:00"))
    sealed = seal_until(DAY, AFTER)
    assert [row.day.day for row in sealed] == [17, 18, 19, 20]
    assert [row.previous for row in sealed] == ["", *(row.seal for row in sealed[:-1])]
    assert [row.facts for row in sealed] == [1, 0, 0, 0]
    assert found() == []


REFUSED = [
    (lambda: seal_day(DAY, FRIDAY), "day_not_over"),
    (lambda: seal_until(DAY + timedelta(days=1), AFTER), "day_not_over"),
    (lambda: (seal_day(DAY, AFTER), seal_day(DAY, AFTER)), "day_sealed_already"),
    (lambda: (seal_day(DAY, AFTER), seal_until(DAY, AFTER)), "day_sealed_already"),
    (
        lambda: (seal_day(DAY, AFTER), seal_until(DAY - timedelta(days=1), AFTER)),
        "day_before_the_first_seal",
    ),
    (
        lambda: (
            seal_day(DAY - timedelta(days=2), AFTER),
            seal_day(DAY, AFTER),
        ),
        "seal_out_of_order",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("seal_it", "reason"), REFUSED)
def test_a_day_that_cannot_be_sealed_is_refused(seal_it, reason):
    received()
    with pytest.raises(Refused) as refusal:
        seal_it()
    assert refusal.value.reason == reason


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["unlink", "edit"])
def test_no_day_is_sealed_upon_a_file_that_is_gone_or_edited(harm):
    received()
    seal_day(DAY, AFTER)
    path = seal_files.seal_path(DAY)
    path.unlink() if harm == "unlink" else path.write_text('{"seal":"00"}')
    with pytest.raises(Refused) as refusal:
        seal_day(DAY + timedelta(days=1), at("2020-03-22 00:30"))
    assert refusal.value.reason == "seal_file_wrong"
    assert DaySeal.objects.count() == 1
    assert not seal_files.seal_path(DAY + timedelta(days=1)).exists()


@pytest.mark.django_db
def test_a_directory_that_cannot_be_written_is_told_and_nothing_is_sealed(settings, tmp_path):
    received()
    (tmp_path / "file").write_text("x")
    settings.SEALS = tmp_path / "file" / "seals"
    with pytest.raises(Refused) as refusal:
        seal_day(DAY, AFTER)
    assert refusal.value.reason == "seals_cannot_be_written"
    assert not DaySeal.objects.exists()


@pytest.mark.django_db
def test_what_comes_after_the_seal_counts_as_learned_after_it():
    key = received()
    seal_day(DAY, AFTER)
    tell(key, "phuc", do.HandOver(), FRIDAY + timedelta(hours=1))
    late = Fact.objects.get(number=2)
    assert late.recorded == midnight(DAY + timedelta(days=1))
    assert local_day(late.happened) == DAY
    assert found() == []


@pytest.mark.usefixtures("committed")
def test_a_day_is_not_sealed_while_somebody_may_still_write_in_it():
    received()
    begun, sealed = threading.Event(), threading.Event()

    def slow_clerk():
        try:
            with transaction.atomic():
                received()
                begun.set()
                sealed.wait(5)
        finally:
            connection.close()

    thread = threading.Thread(target=slow_clerk)
    thread.start()
    begun.wait(5)
    with pytest.raises(Refused) as refusal:
        seal_day(DAY, AFTER, patience=0.2)
    assert refusal.value.reason == "transactions_still_open"
    sealed.set()
    thread.join()
    assert ClosedDay.objects.count() == 1
    assert seal_day(DAY, AFTER).facts == 2
    assert found() == []


# -- vandals: each leaves the database in perfect order with itself


def cut_off_the_last_fact(owner, key):
    kept = entries(key)[:-1]
    head, dossier = _chained(key, kept)
    owner.execute(
        "DELETE FROM motcua_fact WHERE dossier_key = %s AND number > %s", [key, len(kept)]
    )
    _row_made_to_fit(owner, key, dossier, head)


def delete_the_whole_dossier(owner, key):
    for table in ("motcua_mark", "motcua_deskrow", "motcua_privatevalue", "motcua_fact"):
        owner.execute(f"DELETE FROM {table} WHERE dossier_key = %s", [key])
    owner.execute("DELETE FROM motcua_dossiercode WHERE key = %s", [key])
    owner.execute("DELETE FROM motcua_dossier WHERE key = %s", [key])
    owner.execute("UPDATE motcua_counter SET last = last - 1 WHERE series = 'code'")


def rewrite_the_chain(owner, key):
    owner.execute(
        "UPDATE motcua_fact SET person = %s WHERE dossier_key = %s AND number = 2",
        [who("loc"), key],
    )
    head, dossier = _chained(key, entries(key))
    _reseal(owner, key)
    _row_made_to_fit(owner, key, dossier, head)


def slip_a_fact_into_a_sealed_day(owner, key):
    owner.execute(
        "INSERT INTO motcua_fact (dossier_key, number, kind, happened, recorded, person, agency,"
        " role, body, seal) SELECT dossier_key, number + 1, kind, happened, recorded, person,"
        " agency, role, body, seal FROM motcua_fact WHERE dossier_key = %s AND number = 2",
        [key],
    )


def _chained(key, log):
    from motcua.domain.dossier import Dossier as Empty

    head, dossier = FIRST, Empty()
    for entry in log:
        head, dossier = seal(head, str(key), entry), evolve(dossier, entry)
    return head, dossier


def _reseal(owner, key):
    head = FIRST
    for entry in entries(key):
        head = seal(head, str(key), entry)
        owner.execute(
            "UPDATE motcua_fact SET seal = %s WHERE dossier_key = %s AND number = %s",
            [head, key, entry.number],
        )


def _row_made_to_fit(owner, key, dossier, head):
    from motcua.actions import rows as door
    from motcua.actions.states import dossier_row

    values = dossier_row(key, head, dossier)
    for name, value in zip(door.DOSSIER.columns, values, strict=True):
        if name != "key":
            kind = door.DOSSIER.columns[name]
            owner.execute(
                f'UPDATE motcua_dossier SET "{name}" = %s::{kind} WHERE key = %s', [value, key]
            )


VANDALS = [
    (cut_off_the_last_fact, "sealed_fact_missing"),
    (delete_the_whole_dossier, "sealed_dossier_missing"),
    (rewrite_the_chain, "sealed_chain_rewritten"),
    (slip_a_fact_into_a_sealed_day, "fact_after_seal"),
]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(("deed", "kind"), VANDALS)
def test_the_seals_find_what_a_chain_cannot(deed, kind, superuser):
    received()
    key = received()
    tell(key, "phuc", do.HandOver())
    seal_day(DAY, AFTER)
    with superuser() as owner:
        deed(owner, key)
    assert found() == [kind]
    if deed is not slip_a_fact_into_a_sealed_day:
        chain = {f.kind for f in verify(Dossier.objects.values_list("key", flat=True))}
        assert not chain & {"seal_broken", "fact_missing", "head_differs", "row_differs:facts"}


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


HARMED_FILES = [
    (lambda: seal_files.seal_path(DAY).unlink(), "seal_file_missing"),
    (lambda: flip(seal_files.seal_path(DAY), 20), "seal_file_edited"),
    (lambda: seal_files.seal_path(DAY).write_text("{}"), "seal_file_edited"),
    (lambda: seal_files.rows_path(DAY).unlink(), "seal_rows_edited"),
    (lambda: seal_files.rows_path(DAY).write_bytes(gzip.compress(b"[]\n")), "seal_rows_edited"),
    (
        lambda: seal_files.seal_path(DAY + timedelta(days=1)).write_text("{}"),
        "seal_not_in_database",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("harm", "kind"), HARMED_FILES)
def test_verify_finds_a_harmed_directory_of_seals(harm, kind):
    received()
    seal_day(DAY, AFTER)
    harm()
    assert kind in found()


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("UPDATE motcua_dayseal SET root = seal", "seal_differs"),
        ("UPDATE motcua_dayseal SET previous = seal", "seal_chain_broken"),
        ("DELETE FROM motcua_dayseal", "seal_not_in_database"),
    ],
)
def test_verify_finds_a_seal_changed_in_the_database(deed, kind, superuser):
    received()
    seal_day(DAY, AFTER)
    with superuser() as owner:
        owner.execute(deed)
    assert kind in found()


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(LIVES)
def test_the_seals_of_any_story_hold(lives):
    with undone():
        for path in seal_files.directory().glob("*"):
            path.unlink()
        live(lives)
        last = local_day(Fact.objects.latest("recorded").recorded)
        sealed = seal_until(last, midnight(last + timedelta(days=1)))
        assert sum(row.facts for row in sealed) == Fact.objects.count()
        assert list(verify_seals()) == []
        for row in Dossier.objects.all():
            assert from_row(row).facts == row.facts
        for day in {row.day for row in sealed}:
            for line in seal_files.read_rows(day):
                assert canonical(json.loads(line)) == line

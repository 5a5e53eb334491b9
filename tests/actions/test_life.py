"""One dossier's whole life through the door, told by the people who live it."""

import pytest

from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.evolve import replay
from motcua.models import Dossier, Message
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import entries
from tests.story import ONE_STOP, PERMIT, at, finish, received, tell

pytestmark = pytest.mark.django_db


def sound(key):
    row = Dossier.objects.get(key=key)
    assert list(verify_one(row)) == []
    assert replay(entries(key)) == from_row(row)
    return from_row(row)


def test_a_household_business_goes_from_commune_to_district_and_back():
    key = received()
    for name, command in [
        ("phuc", do.HandOver()),
        ("lan", do.AcceptHandOver()),
        ("lan", do.HandOver()),
        ("nga", do.AcceptHandOver()),
        ("nga", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Approve()),
        ("hoa", do.AcceptHandOver()),
        ("hoa", finish()),
        ("phuc", do.AcceptHandOver()),
        ("phuc", do.ReturnResult("counter", "Nguyễn Thị Thanh Trúc")),
    ]:
        tell(key, name, command, at("2020-03-20 14:00"))
        sound(key)
    dossier = sound(key)
    assert dossier.state is State.RETURNED
    assert dossier.code == "000.12.38.H08-200320-0001"
    assert dossier.legal_due == at("2020-03-25 17:00")  # Friday + 3 working days: Wednesday
    letters = Message.objects.order_by("fact").values_list("document__letter", flat=True)
    assert list(letters) == ["received", "finished", "returned"]


def test_a_construction_permit_is_rejected_with_its_reason():
    key = received(PERMIT, ONE_STOP)
    for name, command in [
        ("lan", do.HandOver()),
        ("thuong", do.AcceptHandOver()),
        ("thuong", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Reject("planning_conflict", "Thửa đất nằm trong quy hoạch lộ giới")),
        ("lan", do.AcceptHandOver()),
        ("lan", do.ReturnResult("counter", "Nguyễn Thị Thanh Trúc")),
    ]:
        tell(key, name, command, at("2020-03-20 14:00"))
    assert sound(key).form_number == "1"

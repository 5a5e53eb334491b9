"""Dossiers on their way to being late, for the tests of pages about deadlines."""

from datetime import date
from uuid import UUID

from motcua.domain import commands as do
from motcua.models import Dossier
from tests.story import HOUSEHOLD, ONE_STOP, at, finish, received, tell

TUESDAY = at("2020-03-24 08:00")
LATE_DAY = at("2020-03-27 08:00")
"""Friday: a dossier of Friday 20, 3 working days, was due on Wednesday 25."""


def with_nga(when: str = "2020-03-20 09:00") -> UUID:
    """Received at the district on that day and in Nga's hands; 3 working days."""
    key = received(HOUSEHOLD, ONE_STOP, at(when))
    tell(key, "lan", do.HandOver(), at(when))
    tell(key, "nga", do.AcceptHandOver(), at(when))
    return key


def proposed(words: str = "cơ quan phối hợp trả lời chậm", when: str = "2020-03-24 08:00") -> UUID:
    """With Nga, who proposed an apology and Friday 3 April."""
    key = with_nga()
    command = do.ProposeApology(
        reason="coordination_slow", explanation=words, new_date=date(2020, 4, 3)
    )
    tell(key, "nga", command, at(when))
    return key


def approved() -> UUID:
    """Signed by Thắng on Tuesday 24 at 08:30."""
    key = proposed()
    tell(key, "thang", do.ApproveApology(), at("2020-03-24 08:30"))
    return key


def sent(when: str = "2020-03-24 10:00") -> UUID:
    """Sent by hand."""
    key = approved()
    tell(key, "lan", do.SendApology(manner="hand", proof="ký nhận"), at(when))
    return key


def finished(key: UUID, when: str) -> None:
    """Submitted, signed and issued within that hour."""
    tell(key, "nga", do.SubmitForSignature(), at(when))
    tell(key, "thang", do.AcceptHandOver(), at(when))
    tell(key, "thang", do.Approve(), at(when))
    tell(key, "hoa", do.AcceptHandOver(), at(when))
    tell(key, "hoa", finish(day=at(when).date()), at(when))


def code_of(key: UUID) -> str:
    """Its code."""
    return Dossier.objects.get(key=key).code


def chosen(key: UUID) -> str:
    """The value of its box, as a page seen just now has it."""
    return f"{key}.{Dossier.objects.get(key=key).facts}"

"""Receiving and refusing: what is sent with one key has one effect, however often it is sent."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from motcua.actions.dossiers import Request, perform, perform_many
from motcua.domain import commands as do
from motcua.domain.numbering import look_up_secret
from motcua.domain.refusal import Refused
from motcua.reads.access import open_dossier
from motcua.reads.dossiers import party_of, private_values
from motcua.web.desk.reception_form import Reception
from motcua.web.desk.reception_page import Kept

ALREADY = "not_now"
"""What the door says to a reception under a key that has one already."""


class FormUsed(Exception):
    """This page was used before, for another dossier: `code`, '' where it may not be seen."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def receive(reception: Reception, kept: Kept, person: int, now: datetime) -> str:
    """Receive it with its scans in one transaction; the code. Sent again, the same code.

    Raises Refused, or FormUsed.
    """
    command = reception.command(look_up_secret(secrets.choice))
    requests = [Request(reception.key, command, person)]
    for paper, files in kept.items():
        if files:
            attach = do.AttachPaper(paper=paper, files=files)
            requests.append(Request(reception.key, attach, person))
    outcome = perform_many(requests, now=now)[0]
    if not isinstance(outcome, Refused):
        return outcome.dossier.code
    if outcome.reason != ALREADY:
        raise outcome
    return _done_before(reception, person, now)


def receive_many(
    receptions: Sequence[Reception], person: int, now: datetime
) -> list[str | Refused]:
    """Receive them all; for each its code, or why not. Sent again, the same codes."""
    requests = [
        Request(one.key, one.command(look_up_secret(secrets.choice)), person) for one in receptions
    ]
    outcomes: list[str | Refused] = []
    for one, outcome in zip(receptions, perform_many(requests, now=now), strict=True):
        if isinstance(outcome, Refused):
            outcomes.append(_before_or(outcome, one, person, now))
        else:
            outcomes.append(outcome.dossier.code)
    return outcomes


def _before_or(no: Refused, reception: Reception, person: int, now: datetime) -> str | Refused:
    if no.reason != ALREADY:
        return no
    try:
        return _done_before(reception, person, now)
    except FormUsed:
        return no


def refuse(reception: Reception, reason: str, explanation: str, person: int, now: datetime) -> str:
    """Refuse to take it in; the key under which it can be looked at. Raises like `receive`."""
    try:
        perform(reception.key, reception.refusal(reason, explanation), actor=person, now=now)
    except Refused as no:
        if no.reason != ALREADY:
            raise
        return _done_before(reception, person, now)
    return str(reception.key)


def _done_before(reception: Reception, person: int, now: datetime) -> str:
    try:
        opened = open_dossier(str(reception.key), person, now)
    except Refused:
        raise FormUsed("") from None
    dossier = opened.dossier
    applicant = party_of(dossier.applicant, private_values(reception.key))
    name = dossier.code or str(reception.key)
    if (dossier.procedure, applicant) != (reception.procedure, reception.applicant):
        raise FormUsed(name)
    return name

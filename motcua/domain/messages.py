"""Who is told what, when which fact happens: one immutable document per message.

A document is neutral: it holds every figure, name and date that a receiver may need, as of its
fact, so that nothing is looked up again when it is sent. Channels turn it into their own wire
form; a corrected mapping can send the same document again.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.domain import facts as f
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.codec import Plain, encode
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import VIETNAM, local_day, midnight
from motcua.domain.standing import Known, agencies_of, standing
from motcua.domain.telling import is_told

EMAIL = "email"
DIGEST = "digest"
"""One mail to each person of the staff on a working morning, of all that came up since the last."""
SMS = "sms"
AFTER_OPENING = timedelta(minutes=15)
"""When a digest leaves: what rings, rings when the office opens, and is in it."""
NATIONAL_PORTAL = "national_portal"
MIRRORS = (NATIONAL_PORTAL,)
"""Destinations that hear of every fact, once they are switched on. No person reads them."""

TOLD_BY_EMAIL: dict[type[f.Fact], str] = {
    f.Submitted: "submitted",
    f.Received: "received",
    f.ReceptionRefused: "reception_refused",
    f.Finished: "finished",
    f.Rejected: "rejected",
    f.Withdrawn: "withdrawn",
    f.Stopped: "stopped",
    f.Returned: "returned",
    f.ResultCorrected: "result_corrected",
    f.ReceptionSupplementAsked: "supplement_asked",
    f.SupplementNotified: "supplement_asked",
    f.PaymentAsked: "payment_asked",
    f.LegalDueMoved: "due_moved",
    f.ReceptionClockMoved: "reception_moved",
    f.ApologySent: "apology",
}
"""The facts that the applicant is told of, and the letter that tells it."""

TOLD_BY_SMS = frozenset({"received", "finished", "supplement_asked", "payment_asked", "apology"})
"""Letters short enough and pressing enough for a telephone; a text message costs money."""

DAY = timedelta(days=1)
ALARM_OF: dict[type[f.Fact], str] = {f.DuePassed: "due", f.SupplementExpired: "supplement"}
"""Alarms that have a fact of their own; every other is an AlarmRang of its kind."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one destination. `document["person"]` alone holds personal data.

    `not_before`: it waits until then; None: it leaves at once.
    """

    destination: str
    document: dict[str, Plain]
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody of an agency's staff, with name and address, and by which channel they are told."""

    channel: str
    agency: str
    person: dict[str, Plain]


def announce(
    dossier: Dossier, entry: f.Entry, law: Law, person: Mapping[str, Plain] | None
) -> list[Message]:
    """The messages that this fact gives rise to. `dossier` is the state after it; `person` the
    applicant's document, None when erased or unknown."""
    messages = []
    for who, told in staff_to_tell(dossier, entry, law).items():
        about = document("alarm", dossier, entry, law, told.person)
        waits = leaves(told, entry, dossier, law) if told.channel == DIGEST else None
        messages.append(Message(f"{told.channel}:{who}", about, waits))
    letter = TOLD_BY_EMAIL.get(type(entry.fact))
    if letter is not None and person and person.get("email"):
        messages.append(Message(EMAIL, document(letter, dossier, entry, law, person)))
    if letter in TOLD_BY_SMS and person and person.get("phone"):
        messages.append(Message(SMS, document(str(letter), dossier, entry, law, person)))
    return messages


def mirror(dossier: Dossier, entry: f.Entry, law: Law, known: Known) -> list[Message]:
    """What systems that mirror the dossier hear of this fact. `dossier` is the state after it."""
    if not is_told(dossier, entry):
        return []
    told = standing(dossier, entry, law, known)
    return [Message(NATIONAL_PORTAL, told)] if told["person"] else []


def leaves(told: Told, entry: f.Entry, dossier: Dossier, law: Law) -> datetime:
    """When a digest leaves for one of the staff: `next_morning` of their agency or of the competent
    one, whichever is sooner. A counter may be open on a Saturday on which the other is not, or be
    closed for a holiday of its own on the last day for an apology."""
    rang, known = entry.fact.happened, entry.recorded
    return min(next_morning(rang, known, one, law) for one in (dossier.competent, told.agency))


def next_morning(rang: datetime, known: datetime, agency: str, law: Law) -> datetime:
    """When the digest leaves that tells of what rang at `rang` and became known at `known`.

    A little after the agency opens: on that day if it has not left yet, else on its next working
    day. What rang in time for this morning and was noticed too late for it leaves within a
    quarter of an hour: an apology of which this is the last day cannot wait for tomorrow."""
    opens, day = law.calendar_of(agency).next_opening, local_day(known)
    with suppress(CalendarTooShort):  # a year without a calendar must not silence an alarm
        goes = opens(midnight(day)) + AFTER_OPENING
        if known <= goes:
            return goes
        if rang <= goes:
            return known + (goes - known) % AFTER_OPENING  # together, not one by one
        return opens(midnight(day + DAY)) + AFTER_OPENING
    return known


def staff_to_tell(dossier: Dossier, entry: f.Entry, law: Law) -> dict[int, Told]:
    """Who of the staff stands on the rung that this fact reached. Whoever stands there twice is
    told the quicker way."""
    alarm = ALARM_OF.get(type(entry.fact), getattr(entry.fact, "kind", ""))
    if not alarm or not isinstance(entry.fact, f.AlarmRang | f.DuePassed | f.SupplementExpired):
        return {}
    number = getattr(entry.fact, "number", 0)
    scopes = (dossier.competent, *law.agencies.ancestors(dossier.competent))
    day = entry.fact.happened.astimezone(VIETNAM).date()
    found: dict[int, Told] = {}
    for rung in law.rules.rungs(alarm, number, day, scopes):
        place = _place(rung.place, dossier, law)
        for member in law.staff_at(place, rung.role) if place else ():
            known = found.get(member.person)
            if known is None or known.channel == DIGEST:
                person: dict[str, Plain] = {"name": member.name, "email": member.email}
                found[member.person] = Told(rung.channel, place, person)
    return found


def _place(place: str, dossier: Dossier, law: Law) -> str:
    if place == "holder":
        return dossier.holder.agency if dossier.holder else dossier.receiving
    if place == "above_competent":
        return next(iter(law.agencies.ancestors(dossier.competent)), "")
    return dossier.receiving if place == "receiving" else dossier.competent


def document(
    letter: str, dossier: Dossier, entry: f.Entry, law: Law, person: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Everything a receiver may need to know of this fact."""
    day = entry.fact.happened.astimezone(VIETNAM).date()
    return {
        "letter": letter,
        "fact": _of_fact(entry),
        "code": dossier.code,
        "form_number": dossier.form_number,
        "state": dossier.state.value,
        "procedure": {"code": law.procedure.code, "name": law.procedure.name},
        "field": {"code": law.procedure.field_code, "name": law.procedure.field_name},
        "agencies": agencies_of(dossier, law, day),
        "channel": dossier.channel,
        "return_manner": dossier.return_manner,
        "portal_code": dossier.portal_code,
        "submitted": encode(dossier.submitted),
        "receive_by": encode(dossier.receive_by),
        "received": encode(dossier.received),
        "due": encode(dossier.legal_due),
        "first_promise": encode(dossier.first_promise),
        "reappointed": encode(dossier.reappointed),
        "finished": encode(dossier.finished),
        "returned": encode(dossier.closed),
        "person": dict(person),
    }


def _of_fact(entry: f.Entry) -> dict[str, Plain]:
    fact = entry.fact
    return {
        "kind": type(fact).__name__,
        "alarm": ALARM_OF.get(type(fact), encode(getattr(fact, "kind", ""))),
        "count": encode(getattr(fact, "number", None)),
        "number": entry.number,
        "happened": encode(fact.happened),
        "reason": encode(getattr(fact, "reason", "")),
        "cause": encode(getattr(fact, "cause", "")),
        "basis": encode(getattr(fact, "basis", "")),
        "old_due": encode(getattr(fact, "old", None)),
        "answer_by": encode(getattr(fact, "answer_by", None)),
        "stops": encode(getattr(fact, "stops", False)),
        "amount": encode(getattr(fact, "amount", None)),
    }

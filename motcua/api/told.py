"""Dossiers as the API tells them: plain values, the same words as the pages."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from motcua.api.nouns import NOUN_OF
from motcua.domain.codec import Plain, encode
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.facts import Entry
from motcua.domain.local_time import local
from motcua.domain.openings import open_to
from motcua.domain.other_dates import late_vs_first_promise, met_reappointment
from motcua.domain.party import Party
from motcua.reads.access import Opened
from motcua.reads.dossier_page import DossierPage
from motcua.reads.dossiers import file_names
from motcua.reads.listing import ListedDossier
from motcua.reads.words import fact_detail, fact_words, origin_words, state_words
from motcua.reads.words.facts import Telling

MOMENTS = (
    *("received", "first_promise", "legal_due", "overdue_from", "reappointed", "finished"),
    "closed",
)


def moment(at: datetime | None) -> str | None:
    """A moment in ISO 8601 with its offset."""
    return local(at).isoformat() if at else None


def dossier_told(opened: Opened, now: datetime) -> dict[str, Any]:
    """The state of a dossier, naming nobody."""
    dossier, law = opened.dossier, opened.law
    late = dossier.overdue_from
    return {
        "key": str(opened.key),
        "code": dossier.code,
        "form_number": dossier.form_number,
        "state": dossier.state.value,
        "state_words": state_words(dossier.state),
        "facts": dossier.facts,
        "procedure": {
            "code": dossier.procedure,
            "version": dossier.version,
            "name": law.procedure.name,
        },
        "receiving": dossier.receiving,
        "competent": dossier.competent,
        "returning": dossier.returning,
        "channel": dossier.channel,
        "return_manner": dossier.return_manner,
        "limit": dossier.limit,
        **{name: moment(getattr(dossier, name)) for name in MOMENTS},
        "overdue": late is not None and (dossier.finished or dossier.closed or now) >= late,
        "late_vs_first_promise": late_vs_first_promise(dossier, now),
        "met_reappointment": met_reappointment(dossier, now),
        "holder": _leg(dossier.holder),
        "pending": _leg(dossier.pending),
        "commands": _commands(opened, now),
    }


def _commands(opened: Opened, now: datetime) -> list[str]:
    kinds = open_to(opened.dossier, opened.law, opened.person, opened.memberships, now)
    return [NOUN_OF[kind] for kind in kinds if kind in NOUN_OF]


def _leg(leg: Leg | None) -> dict[str, Any] | None:
    if leg is None:
        return None
    return {
        "agency": leg.agency,
        "role": leg.role.value,
        "person": leg.person,
        "step": leg.step,
        "given": moment(leg.given),
        "accepted": moment(leg.accepted),
        "due": moment(leg.due),
    }


def whole_told(page: DossierPage) -> dict[str, Any]:
    """The state with everything else that the page shows: people, papers, files."""
    return {
        **dossier_told(page.opened, page.now),
        "people": {
            "applicant": _party(page.people.applicant),
            "owner": _party(page.people.owner),
            "proxy": _party(page.people.proxy),
        },
        "content": page.people.content,
        "papers": [
            {"code": paper.code, "name": paper.name, "counts": paper.counts}
            for paper in page.papers
        ],
        "files": [
            {
                "digest": file.digest,
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
            }
            for file in page.files.values()
        ],
    }


def _party(party: Party | None) -> Plain:
    return None if party is None else encode(party)


def facts_told(page: DossierPage) -> list[dict[str, Any]]:
    """The log in order: what, when in both times, by whom for which agency, and in words."""
    dossier: Dossier = page.dossier
    telling = Telling(page.opened.law.agencies, page.names, page.values, dossier)
    told = next((e.fact for e in page.entries if type(e.fact).__name__ == "BroughtIn"), None)
    return [_fact(entry, page, telling, told) for entry in page.entries]


def _fact(entry: Entry, page: DossierPage, telling: Telling, told: Any) -> dict[str, Any]:
    inside = told is not None and told.first <= entry.number <= told.last
    name = page.names.get(entry.by.person, "")
    if inside and not name:
        name = file_names(told.people, page.values).get(str(entry.number), "")
    return {
        "number": entry.number,
        "kind": type(entry.fact).__name__,
        "happened": moment(entry.fact.happened),
        "recorded": moment(entry.recorded),
        "person": entry.by.person,
        "name": name,
        "agency": entry.by.agency,
        "role": entry.by.role.value,
        "title": fact_words(entry, telling),
        "detail": fact_detail(entry, telling),
        "origin": origin_words(told if inside else None),
    }


def listed_told(rows: Iterable[ListedDossier], now: datetime) -> list[dict[str, Any]]:
    """Lines of a list."""
    return [
        {
            "key": str(row.key),
            "code": row.code,
            "procedure": row.procedure,
            "version": row.version,
            "state": row.state,
            "receiving": row.receiving,
            "competent": row.competent,
            "holder": row.holder,
            "received": moment(row.received),
            "due": moment(row.due),
            "finished": moment(row.finished),
            "closed": moment(row.closed),
            "overdue": row.overdue_from is not None
            and (row.finished or row.closed or now) >= row.overdue_from,
        }
        for row in rows
    ]


def day(value: date | None) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if value else None

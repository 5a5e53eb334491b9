"""Many rows at once: which of them one may see, and what became of each, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.desk import CONCERNS
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import local, local_day
from motcua.domain.refusal import Refused
from motcua.models import DeskRow
from motcua.models.law import Reference, reference
from motcua.reads.desk_lines import own_codes, step_name
from motcua.reads.dossiers import names_of
from motcua.reads.search import visible_agencies
from motcua.reads.words import refusal_words
from motcua.reads.words.facts import TITLES


@dataclass(frozen=True, slots=True)
class Chosen:
    """A dossier of a selection, as it was before anything was done."""

    code: str
    own: bool
    procedure: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. An unknown dossier has no code to show."""

    done: bool
    code: str
    own: bool
    words: str


def chosen(keys: Iterable[UUID], held: Sequence[Membership]) -> dict[UUID, Chosen]:
    """Those of these dossiers that somebody with these memberships may see."""
    known = reference()
    own = own_codes(known.agencies, held)
    rows = DeskRow.objects.filter(
        dossier_id__in=list(keys), seat=CONCERNS, agency__in=visible_agencies(held, known.agencies)
    )
    values = rows.values_list("dossier_id", "code", "procedure", "version")
    return {
        key: Chosen(code, code.partition("-")[0] in own, known.procedure(procedure, version).name)
        for key, code, procedure, version in values
    }


def outcomes(
    results: Mapping[UUID, Dossier | Refused],
    selection: Mapping[UUID, Chosen],
    person: int,
    now: datetime,
) -> list[Outcome]:
    """One outcome for each result, in order: done and where it is now, or why not."""
    known = reference()
    told = [r for r in results.values() if isinstance(r, Refused)]
    names = names_of(int(str(no.facts.get("last_person", 0))) for no in told) if told else {}
    found = []
    for key, result in results.items():
        what = selection.get(key, Chosen("", False, ""))
        if isinstance(result, Refused):
            found.append(Outcome(False, what.code, what.own, _no(result, names, person, now)))
        else:
            words = f"{what.procedure} — {_where(result, known, now)}"
            found.append(Outcome(True, what.code, what.own, words))
    return found


def _where(dossier: Dossier, known: Reference, now: datetime) -> str:
    if dossier.pending is not None:
        agency = known.agencies.short_name(dossier.pending.agency, local_day(now))
        return _("chờ %(agency)s nhận") % {"agency": agency}
    procedure = known.procedure(dossier.procedure, dossier.version)
    step = step_name(procedure, dossier.holder.step) if dossier.holder else ""
    return _("ông, bà đang giữ, bước %(step)s") % {"step": step}


def _no(no: Refused, names: Mapping[int, str], person: int, now: datetime) -> str:
    # A row is asked for with the facts that were seen, so whoever was quicker shows as this
    # refusal alone; the others follow from the rules and name nobody.
    if no.reason != "changed_meanwhile":
        return refusal_words(no)
    kind, at = no.facts.get("last_kind"), no.facts.get("last_recorded")
    title = next((str(t) for fact, t in TITLES.items() if fact.__name__ == kind), "")
    if not title or not isinstance(at, datetime):
        return refusal_words(no, names)
    who = int(str(no.facts.get("last_person", 0)))
    name = _("Chính ông, bà") if who == person else names.get(who) or _("Hệ thống")
    clock = local(at).strftime("%H:%M" if local_day(at) == local_day(now) else "%H:%M %d/%m/%Y")
    words = {"name": name, "clock": clock, "what": title[:1].lower() + title[1:]}
    first = _("%(name)s vừa thao tác trên hồ sơ này lúc %(clock)s: %(what)s.") % words
    return first + " " + _("Xem lại hồ sơ rồi thao tác tiếp nếu còn cần.")

"""The life of a dossier as another system tells it, as facts of ours: one by one, in its order.

Each act becomes the fact that it is, done by whoever did it there; what this house would have
computed (end of a leg, what a supplement does to the limit) is computed by the law of that day.
Nothing is asked of roles and turns: it has happened. What cannot have happened is refused.
"""

from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.blanks import KeptNumber, Private
from motcua.domain.decisions.elsewhere import in_order, taken_in
from motcua.domain.decisions.history_acts import ACTS, Life, by_of
from motcua.domain.decisions.reception import CHANNELS, RETURN_MANNERS, check_reception_place
from motcua.domain.decisions.wording import kept_files, private_party, private_text
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.domain.numbering import kept_code, parse_code
from motcua.domain.refusal import Refused

LONGEST_CODE = 64


def import_history(
    dossier: Dossier, command: do.ImportHistory, by: f.By, at: datetime, law: Law
) -> list[f.Fact | f.Witnessed]:
    """Reception, every act, and the fact that says where all this comes from."""
    received = command.received
    check_reception_place(law, command.agency, local_day(received.happened), dossier)
    if command.channel not in CHANNELS or command.return_manner not in RETURN_MANNERS:
        raise Refused("bad_choice", field="channel", expected=CHANNELS)
    in_order(at, received=received.happened)
    life = Life(law, at)
    life.add(_reception(command, law, at), by_of(received), received)
    for paper, files in command.files:
        digests, names = kept_files(files)
        attached = f.PaperAttached(
            happened=received.happened, paper=paper, files=digests, file_names=names
        )
        life.add(attached, by_of(received), None)
    before = received.happened
    for act in command.acts:
        in_order(at, before=before, happened=act.happened)
        _passed_by(life, act.happened)
        for fact in ACTS[act.kind](life, act):
            life.add(fact, by_of(act), act)
        before = act.happened
    _passed_by(life, at)
    return [*life.facts, _source(life, command)]


def _reception(command: do.ImportHistory, law: Law, at: datetime) -> f.Received:
    received = command.received.happened
    return f.Received(
        code=_code(command, law),
        channel=command.channel,
        return_manner=command.return_manner,
        sets=command.sets,
        papers=command.papers,
        applicant=private_party(command.applicant),
        content=private_text("content", command.content, required=False),
        secret=Private(command.secret),
        owner=None,
        proxy=None,
        override=None,
        **taken_in(law, command.agency, received, command.promised, at),
    )


def _code(command: do.ImportHistory, law: Law) -> KeptNumber | str:
    """The code as it is; if it is one of our own series, the series goes on after it."""
    code = kept_code(command.code)
    if not code or len(code) > LONGEST_CODE or not code.isprintable():
        raise Refused("bad_code", field="code", why="shape", expected="000.12.38.H08-200319-0014")
    try:
        parsed = parse_code(code)
        issuer = law.agencies.find(parsed.agency)
    except Refused:
        return code
    return KeptNumber("code", issuer.key, parsed.day.isoformat(), parsed.serial, code)


def _passed_by(life: Life, until: datetime) -> None:
    """The due date passed before `until`, and nobody had noticed."""
    dossier = life.dossier
    if dossier.finished or dossier.closed or dossier.wait or dossier.overdue_noticed:
        return
    late, ends = dossier.overdue_from, dossier.legal_due
    if late is not None and ends is not None and late <= until:
        life.add(f.DuePassed(happened=late, due=ends), f.CLOCK, None)


def _source(life: Life, command: do.ImportHistory) -> f.BroughtIn:
    return f.BroughtIn(
        happened=life.at,
        source=command.source,
        first=1,
        last=len(life.facts),
        codes=tuple(kept_code(code) for code in command.other_codes),
        basis=None,
        explanation=None,
        people=Private(dict(life.people)) if life.people else None,
    )

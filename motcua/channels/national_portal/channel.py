"""The channel: looks up, creates or updates records, then tells their steps, in small groups.

A group that is not taken as a whole is told one by one, so that one bad record keeps none of the
others waiting, and so that it does not matter how much of it the portal took.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.channels.configuration import configured, pace_of
from motcua.channels.national_portal.session import Reply, Session
from motcua.channels.national_portal.wire import Wire, wire_of
from motcua.domain.delivery import Envelope, Outcome, Pace, Sent, TryLater, Undeliverable

NAME = "national_portal"


@dataclass(slots=True, eq=False)
class _Letter:
    """One message on its way: what is told, and what the portal said so far."""

    envelope: Envelope
    wire: Wire
    replies: list[str] = field(default_factory=list)
    failure: TryLater | Undeliverable | None = None

    @property
    def bytes(self) -> bytes:
        return self.wire.text(superseded=self.envelope.superseded)

    def outcome(self) -> Outcome:
        """What became of it."""
        if self.failure is not None:
            return self.failure
        return Sent(self.bytes, "; ".join(self.replies), self.wire.missing)

    def refuse(self, reply: Reply) -> None:
        """The portal said no, in its own words."""
        self.failure = Undeliverable(reply.words, self.bytes, self.wire.missing)


class NationalPortal:
    """Sends standings to the national portal (or to whatever speaks its protocol)."""

    def __init__(self) -> None:
        self._session: Session | None = None

    def pace(self) -> Pace:
        """How it is talked to."""
        return pace_of(NAME)

    def unready(self) -> str:
        """Why nothing can be sent: no address is set."""
        if settings.NATIONAL_PORTAL["url"]:
            return ""
        return _("chưa đặt địa chỉ %(name)s") % {"name": "MOTCUA_PORTAL_URL"}

    def session(self) -> Session:
        """The login of this process, made anew when address or account changed."""
        codes, where = configured(NAME), settings.NATIONAL_PORTAL
        if self._session is None or self._session.where != where:
            self._session = Session(codes, dict(where))
        return self._session

    def send(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Tell all of them; each belongs to another dossier, so groups may go side by side."""
        letters = [self._letter(envelope) for envelope in envelopes]
        ready = [letter for letter in letters if letter.failure is None]
        codes, session = configured(NAME), self.session()
        size = int(codes["group"])
        groups = [ready[at : at + size] for at in range(0, len(ready), size)]
        if len(groups) < 2:
            for group in groups:
                _tell(group, session, codes)
        else:
            with ThreadPoolExecutor(min(len(groups), int(codes["calls"]))) as pool:
                list(pool.map(lambda group: _tell(group, session, codes), groups))
        return [letter.outcome() for letter in letters]

    def _letter(self, envelope: Envelope) -> _Letter:
        wire = wire_of(envelope, configured(NAME), settings.NATIONAL_PORTAL["files_url"])
        letter = _Letter(envelope, wire)
        if wire.lacking and not (envelope.superseded and wire.step):
            why = "missing: " + ", ".join(wire.lacking)
            letter.failure = Undeliverable(why, missing=wire.missing)  # nothing was sent
        return letter


def _tell(group: Sequence[_Letter], session: Session, codes: Mapping[str, Any]) -> None:
    """One group; where it meets trouble, one by one, so that a single message which the portal
    chokes on holds up none but itself. Two failures of that kind mean that the portal is ill."""
    try:
        _tell_together(group, session, codes)
    except TryLater as trouble:
        if len(group) == 1:
            group[0].failure = group[0].failure or trouble
            return
        misses = 0
        for one in group:
            if misses < 2 and one.failure is None:
                _tell([one], session, codes)
                misses += isinstance(one.failure, TryLater)
            else:
                one.failure = one.failure or trouble


def _tell_together(group: Sequence[_Letter], session: Session, codes: Mapping[str, Any]) -> None:
    """Records first, then the steps of those whose record was taken."""
    fresh = [one for one in group if not one.envelope.superseded and one.failure is None]
    new = [one for one in fresh if not one.envelope.known and not _is_there(one, session, codes)]
    known = [one for one in fresh if one not in new]
    for letters, updating in ((new, False), (known, True)):
        _records(letters, session, codes, updating=updating)
    _steps([one for one in group if one.wire.step and one.failure is None], session, codes)


def _is_there(letter: _Letter, session: Session, codes: Mapping[str, Any]) -> bool:
    """Whether the portal knows the dossier: asked, never guessed."""
    reply = session.call("TraCuuHoSo", share=True, mahoso=letter.wire.code)
    return reply.code in codes["answers"]["ok"] and bool(reply.result)


def _records(
    letters: Sequence[_Letter], session: Session, codes: Mapping[str, Any], *, updating: bool
) -> None:
    if not letters:
        return
    said = "True" if updating else "False"
    data = [one.wire.record for one in letters]
    reply = session.call("DongBoHoSoMC", isUpdating=said, data=data)
    if reply.code in codes["answers"]["ok"]:
        for one in letters:
            one.replies.append(f"DongBoHoSoMC {reply.words}")
    elif len(letters) > 1:
        for one in letters:
            _records([one], session, codes, updating=updating or _is_there(one, session, codes))
    elif reply.code in codes["answers"]["exists"] and not updating:
        _records(letters, session, codes, updating=True)
    else:
        letters[0].refuse(reply)


def _steps(letters: Sequence[_Letter], session: Session, codes: Mapping[str, Any]) -> None:
    """A step that is there already was told by us before we lost the answer."""
    if not letters:
        return
    reply = session.call("CapNhatTienDoHoSoMC", data=[one.wire.step for one in letters])
    answers = codes["answers"]
    if reply.code in answers["ok"] or (len(letters) == 1 and reply.code in answers["exists"]):
        for one in letters:
            one.replies.append(f"CapNhatTienDoHoSoMC {reply.words}")
    elif len(letters) > 1:
        for one in letters:
            _steps([one], session, codes)
    else:
        letters[0].refuse(reply)

"""One mail to each person of the staff: all that came up since the last one."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from motcua.channels.configuration import pace_of
from motcua.channels.digest_letter import digest_letter
from motcua.channels.email import post
from motcua.domain.delivery import (
    Envelope,
    Outcome,
    Pace,
    Sent,
    TryLater,
    Undeliverable,
    unwell,
)
from motcua.domain.messages import DIGEST


class Digest:
    """The channel `digest`: envelopes of one receiver go as one mail and have one outcome."""

    def pace(self) -> Pace:
        """How the mail server is talked to."""
        return pace_of(DIGEST)

    def unready(self) -> str:
        """Always ready: mail leaves as settings say."""
        return ""

    def send(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """A mail for each receiver; once the server is unwell, the rest is not tried."""
        mine: defaultdict[str, list[Envelope]] = defaultdict(list)
        for envelope in envelopes:
            mine[envelope.destination].append(envelope)
        outcomes: dict[str, Outcome] = {}
        trouble: TryLater | None = None
        for group in mine.values():
            first, *others = group
            outcome = outcomes[first.key] = trouble or _send(group)
            outcomes |= {envelope.key: _without_mail(outcome) for envelope in others}
            trouble = unwell(outcome)
        return [outcomes[envelope.key] for envelope in envelopes]


def _without_mail(outcome: Outcome) -> Outcome:
    # Kept with each of a thousand alarms, a mail of a thousand lines would fill the disk; and who
    # may see one of these dossiers may not see the list of all.
    match outcome:
        case Sent():
            return Sent(b"", outcome.answer)
        case Undeliverable():
            return Undeliverable(str(outcome))
    return outcome


def _send(group: Sequence[Envelope]) -> Outcome:
    keys = sorted(envelope.key for envelope in group)
    subject, text = digest_letter([envelope.document for envelope in group])
    try:
        return post(group[0].document, subject, text, sha256("\n".join(keys).encode()).hexdigest())
    except (TryLater, Undeliverable) as no:
        return no

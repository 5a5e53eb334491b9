"""What every fact of an agency's own log is: orders, reviews, declarations, answers."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFact:
    """Something an agency did that belongs to no dossier. Words somebody typed are private values,
    for they may name a person; the fact holds where they lie and their digest.

    `subject` groups facts that are read together: an order, a review of a month, a finding.
    """

    happened: datetime = field(metadata={"apart": True})
    subject: str

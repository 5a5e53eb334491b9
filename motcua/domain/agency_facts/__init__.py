"""Facts of an agency's own log, sealed in a chain for each agency as a dossier's facts are."""

from motcua.domain.agency_facts.base import AgencyFact
from motcua.domain.agency_facts.chapters import (
    AgencyAdded,
    Backlog,
    FindingAnswered,
    Holder,
    LateCounted,
    LateLine,
    MeasureJudged,
    OrderEnded,
    OrderEntered,
    PaperDeclared,
    PasswordDrawn,
    ReviewAnnexed,
    ReviewAnswered,
    ReviewLineRecorded,
    ReviewOpened,
    ReviewSignedOff,
    WordsErased,
)
from motcua.domain.agency_facts.entry import KINDS, AgencyEntry, read_agency_entry

__all__ = [
    "KINDS",
    "AgencyAdded",
    "AgencyEntry",
    "AgencyFact",
    "Backlog",
    "FindingAnswered",
    "Holder",
    "LateCounted",
    "LateLine",
    "MeasureJudged",
    "OrderEnded",
    "OrderEntered",
    "PaperDeclared",
    "PasswordDrawn",
    "ReviewAnnexed",
    "ReviewAnswered",
    "ReviewLineRecorded",
    "ReviewOpened",
    "ReviewSignedOff",
    "WordsErased",
    "read_agency_entry",
]

"""Facts of an agency's own log, sealed in a chain for each agency as a dossier's facts are."""

from motcua.domain.agency_facts.base import AgencyFact
from motcua.domain.agency_facts.chapters import (
    FindingAnswered,
    LateCounted,
    MeasureJudged,
    OrderEnded,
    OrderEntered,
    PaperDeclared,
    ReviewAnswered,
    ReviewLineRecorded,
    ReviewOpened,
    ReviewSignedOff,
    WordsErased,
)
from motcua.domain.agency_facts.entry import KINDS, AgencyEntry, read_agency_entry

__all__ = [
    "KINDS",
    "AgencyEntry",
    "AgencyFact",
    "FindingAnswered",
    "LateCounted",
    "MeasureJudged",
    "OrderEnded",
    "OrderEntered",
    "PaperDeclared",
    "ReviewAnswered",
    "ReviewLineRecorded",
    "ReviewOpened",
    "ReviewSignedOff",
    "WordsErased",
    "read_agency_entry",
]

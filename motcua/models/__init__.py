"""Rows. Only actions, reads and statistics touch them."""

from motcua.models.agency_log import AgencyFactRow, AgencyLog, AgencyWords
from motcua.models.api import Answer, Token
from motcua.models.book_entry import BookEntry
from motcua.models.dossiers import (
    Counter,
    DeskRow,
    Dossier,
    DossierCode,
    Fact,
    PrivateValue,
    StoredFile,
)
from motcua.models.installation import Clock, Installation, clock, installation
from motcua.models.journal import AccessRecord, Attempt, Export
from motcua.models.outbox import Destination, Message
from motcua.models.people import Membership, User
from motcua.models.reconciling import Difference, Reconciliation
from motcua.models.reference import (
    Agency,
    AgencyName,
    LawDocument,
    ProcedureVersion,
    ReferenceStamp,
)
from motcua.models.sealing import ClosedDay, DaySeal, PublishedPeriod, SealSecret
from motcua.models.statistics import (
    CohortCount,
    CohortWeek,
    CountChange,
    DailyCount,
    Mark,
    MonthCount,
    SignInCount,
)

__all__ = [
    "AccessRecord",
    "Agency",
    "AgencyFactRow",
    "AgencyLog",
    "AgencyName",
    "AgencyWords",
    "Answer",
    "Attempt",
    "BookEntry",
    "Clock",
    "ClosedDay",
    "CohortCount",
    "CohortWeek",
    "CountChange",
    "Counter",
    "DailyCount",
    "DaySeal",
    "DeskRow",
    "Destination",
    "Difference",
    "Dossier",
    "DossierCode",
    "Export",
    "Fact",
    "Installation",
    "LawDocument",
    "Mark",
    "Membership",
    "Message",
    "MonthCount",
    "PrivateValue",
    "ProcedureVersion",
    "PublishedPeriod",
    "Reconciliation",
    "ReferenceStamp",
    "SealSecret",
    "SignInCount",
    "StoredFile",
    "Token",
    "User",
    "clock",
    "installation",
]

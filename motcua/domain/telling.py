"""Which facts are told to systems that mirror every dossier, and how much of each."""

from enum import StrEnum

from motcua.domain import facts as f
from motcua.domain.dossier import Dossier


class Telling(StrEnum):
    """What a mirroring system hears of a fact."""

    STEP = "step"  # how the dossier stands, and one more step of its way
    RECORD = "record"  # how the dossier stands
    NOTHING = "nothing"  # of no concern outside this office, or told by the fact that follows


TOLD: dict[type[f.Fact], Telling] = {
    f.Submitted: Telling.STEP,
    f.Received: Telling.STEP,
    f.ReceptionRefused: Telling.STEP,
    f.HandedOver: Telling.STEP,
    f.HandOverAccepted: Telling.STEP,
    f.HandOverRecalled: Telling.STEP,
    f.HandOverDeclined: Telling.STEP,
    f.Reassigned: Telling.STEP,
    f.Approved: Telling.STEP,
    f.Finished: Telling.STEP,
    f.Rejected: Telling.STEP,
    f.Withdrawn: Telling.STEP,
    f.Stopped: Telling.STEP,
    f.Returned: Telling.STEP,
    f.ResultCorrected: Telling.STEP,
    f.DossierCorrected: Telling.RECORD,
    f.PaperAttached: Telling.RECORD,
    f.ReceptionSupplementAsked: Telling.STEP,
    f.SupplementRequested: Telling.NOTHING,  # the one-stop alone tells the citizen: art. 19(4)
    f.SupplementNotified: Telling.STEP,
    f.SupplementReceived: Telling.STEP,
    f.SupplementExpired: Telling.NOTHING,
    f.PaymentAsked: Telling.STEP,
    f.PaymentConfirmed: Telling.STEP,
    f.LimitExtended: Telling.NOTHING,  # the date it moves is told with the move
    f.LegalDueMoved: Telling.RECORD,
    f.OpinionAsked: Telling.STEP,
    f.OpinionGiven: Telling.STEP,
    f.ApologyProposed: Telling.NOTHING,
    f.ApologyApproved: Telling.NOTHING,
    f.ApologySent: Telling.STEP,
    f.DuePassed: Telling.NOTHING,  # the other side has the date and a clock
    f.AlarmRang: Telling.NOTHING,
    f.ReceptionClockMoved: Telling.NOTHING,  # the other side keeps no reception clock of ours
    f.ClockJumped: Telling.NOTHING,
    f.PrivateErased: Telling.NOTHING,
    f.BroughtIn: Telling.NOTHING,
}
"""Every fact, and what is told of it; tests/test_house.py sees to it that none is left out."""


def known_as(dossier: Dossier) -> str:
    """The code by which others know it: its own, before reception another portal's, else ''."""
    return dossier.code or dossier.portal_code


def is_told(dossier: Dossier, entry: f.Entry) -> bool:
    """Whether this fact is told at all. Without a code nobody else knows the dossier."""
    return bool(known_as(dossier)) and TOLD.get(type(entry.fact), Telling.RECORD) != Telling.NOTHING

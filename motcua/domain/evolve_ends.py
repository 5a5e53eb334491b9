"""How facts that end a dossier change it: the result, and every other way it can be over."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from motcua.domain import facts as f
from motcua.domain.alarms import without_alarms
from motcua.domain.blanks import Filed
from motcua.domain.dossier import Dossier, Result, State
from motcua.domain.replacing import replace


def _finished(dossier: Dossier, fact: f.Finished, by: f.By) -> Dossier:
    done = without_alarms(dossier)
    return replace(done, state=State.FINISHED, finished=fact.happened, result=_result(fact))


def _rejected(dossier: Dossier, fact: f.Rejected, by: f.By) -> Dossier:
    done, number = without_alarms(dossier), str(fact.form_number)
    return replace(done, state=State.REJECTED, finished=fact.happened, form_number=number)


def _withdrawn(dossier: Dossier, fact: f.Withdrawn, by: f.By) -> Dossier:
    return _close(dossier, State.WITHDRAWN, fact.happened)


def _stopped(dossier: Dossier, fact: f.Stopped, by: f.By) -> Dossier:
    return replace(_close(dossier, State.STOPPED, fact.happened), stopped_for=fact.reason)


def _returned(dossier: Dossier, fact: f.Returned, by: f.By) -> Dossier:
    return _close(dossier, State.RETURNED, fact.happened)


def _result_corrected(dossier: Dossier, fact: f.ResultCorrected, by: f.By) -> Dossier:
    return replace(dossier, result=_result(fact))


def _close(dossier: Dossier, state: State, at: datetime) -> Dossier:
    legs = (
        leg if leg.ended is not None else replace(leg, ended=at, outcome="closed")
        for leg in dossier.legs
    )
    done = without_alarms(dossier)
    return replace(done, state=state, closed=at, legs=tuple(legs))


def _result(fact: f.Finished | f.ResultCorrected) -> Result:
    return Result(_filed(fact.result_number), fact.result_date, fact.files, _filed(fact.file_names))


def _filed(secret: f.Secret) -> Filed | None:
    return secret if isinstance(secret, Filed) else None


ENDS: dict[type[f.Fact], Callable[[Dossier, Any, f.By], Dossier]] = {
    f.Finished: _finished,
    f.Rejected: _rejected,
    f.Withdrawn: _withdrawn,
    f.Stopped: _stopped,
    f.Returned: _returned,
    f.ResultCorrected: _result_corrected,
}

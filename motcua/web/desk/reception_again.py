"""Before reception: asking for what is missing (T4), and taking the dossier in when it is back."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.actions.dossiers import perform
from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.refusal import Refused
from motcua.reads.access import open_dossier
from motcua.reads.dossiers import party_of, private_values
from motcua.web.desk.reception_form import Reception, Typed, as_typed

Field = dict[str, object]


def ask_supplement(reception: Reception, typed: Typed, person: int, now: datetime) -> str:
    """Form 02 before reception; the key under which the dossier waits. Raises Refused."""
    command = do.AskReceptionSupplement(
        agency=reception.agency,
        procedure=reception.procedure,
        applicant=reception.applicant,
        content=typed.get("missing", ""),
        explanation=typed.get("explanation", ""),
        guidance=typed.get("guidance", ""),
        channel=reception.channel,
    )
    try:
        perform(reception.key, command, actor=person, now=now)
    except Refused as no:
        if no.facts.get("field") == "content":  # on this page that name is another field's
            no.facts["field"] = "missing"
        raise
    return str(reception.key)


def typed_again(key: str, person: int, now: datetime) -> dict[str, str]:
    """What was typed when the supplement was asked: same key, same procedure, same person."""
    try:
        opened = open_dossier(key, person, now)
    except Refused:
        return {}
    dossier = opened.dossier
    if dossier.state is not State.SUPPLEMENT_AT_RECEPTION:
        return {}
    party = party_of(dossier.applicant, private_values(opened.key))
    told = as_typed(party) if party is not None else {}
    return {"key": str(opened.key), "procedure": dossier.procedure, **told}


def supplement_fields(typed: Typed, errors: dict[str, str]) -> dict[str, Field]:
    """What is missing, why, and how to mend it."""
    labels = {
        "missing": _("Nội dung cần bổ sung"),
        "explanation": _("Lý do"),
        "guidance": _("Hướng dẫn hoàn thiện"),
    }
    return {
        name: {
            "name": name,
            "label": label,
            "hint": _("được in trên phiếu yêu cầu"),
            "kind": "textarea",
            "value": typed.get(name, ""),
            "error": errors.get(name, ""),
            "maxlength": "2000",
        }
        for name, label in labels.items()
    }

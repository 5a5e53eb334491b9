"""Before reception: asking for what is missing (T4), and taking the dossier in when it is back."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.actions.dossiers import perform
from motcua.domain import commands as do
from motcua.domain.codec import Plain
from motcua.domain.dossier import Dossier, State
from motcua.domain.refusal import Refused
from motcua.reads.access import open_dossier
from motcua.reads.dossiers import party_of, private_values, text_of
from motcua.web.desk.reception_form import APPLICANT, OWNER, PROXY, Reception, Typed, as_typed

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
    """What is known already of a dossier that was sent online, or asked to be mended: same key,
    same procedure, same people; of one sent online also its papers and how it is returned."""
    try:
        opened = open_dossier(key, person, now)
    except Refused:
        return {}
    dossier = opened.dossier
    if dossier.state not in (State.SUBMITTED, State.SUPPLEMENT_AT_RECEPTION):
        return {}
    values = private_values(opened.key)
    told = {"key": str(opened.key), "procedure": dossier.procedure, "channel": dossier.channel}
    told |= people_typed(dossier, values)
    if dossier.submitted is not None:
        told |= {
            "return_manner": dossier.return_manner,
            "content": text_of(dossier.content, values),
        }
        told |= _papers(dossier)
    return told


def people_typed(dossier: Dossier, values: dict[int, Plain]) -> dict[str, str]:
    """The people of a dossier as the fields of the page show them, without those erased."""
    told: dict[str, str] = {}
    for filed, prefix in (
        (dossier.applicant, APPLICANT),
        (dossier.owner, OWNER),
        (dossier.proxy, PROXY),
    ):
        party = party_of(filed, values)
        told |= as_typed(party, prefix) if party is not None else {}
    return told


def _papers(dossier: Dossier) -> dict[str, str]:
    """The papers that were sent, ticked; a scan alone counts as the copy or original asked."""
    typed: dict[str, str] = {}
    for paper in dossier.papers:
        typed[f"paper-{paper.code}"] = "on"
        if paper.originals + paper.copies:
            typed[f"paper-{paper.code}-originals"] = str(paper.originals)
            typed[f"paper-{paper.code}-copies"] = str(paper.copies)
    return typed


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

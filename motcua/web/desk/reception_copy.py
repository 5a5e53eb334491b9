"""A new dossier like one that is there: the reception page filled from it. Nothing is written
before it is received, and what was brought this time is for the clerk to check."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.domain.dossier import Dossier
from motcua.domain.refusal import Refused
from motcua.domain.rules import NOBODY_YET
from motcua.reads.dossiers import private_values
from motcua.reads.law import receivable
from motcua.reads.reception import Counter
from motcua.web.desk.dossier import COPY as COPY
from motcua.web.desk.dossier import opened_for, saw
from motcua.web.desk.reception_again import people_typed
from motcua.web.desk.reception_form import APPLICANT, count_fields

Copied = tuple[dict[str, str], str]


def copied(request: HttpRequest, code: str, counter: Counter) -> Copied:
    """What the page begins with, and the sentence above it: people, procedure, papers with their
    counts, manner of return. What this person may not see is not there for them either.
    """
    try:
        opened = opened_for(request, code, counter.now)
    except Refused:
        return {}, _("Không tìm thấy hồ sơ để chép. Kiểm tra lại mã hồ sơ.")
    dossier = opened.dossier
    if dossier.state in NOBODY_YET:
        return {}, _("Hồ sơ này chưa được tiếp nhận nên không chép được. Mở hồ sơ để tiếp nhận.")
    saw(request, opened, "receive", counter.now)
    told = {"procedure": dossier.procedure, "return_manner": dossier.return_manner or "counter"}
    told |= people_typed(dossier, private_values(opened.key)) | _papers(dossier, counter)
    return told, " ".join(_sentences(dossier, told, counter))


def _papers(dossier: Dossier, counter: Counter) -> dict[str, str]:
    """The papers that were handed in and that the version of today still asks for, ticked."""
    procedure = receivable(counter.agency, dossier.procedure, counter.day)
    rules = {rule.code: rule for rule in procedure.papers} if procedure else {}
    typed: dict[str, str] = {}
    for paper in dossier.papers:
        if paper.code in rules and paper.originals + paper.copies:
            originals, copies = count_fields(rules[paper.code])
            typed[f"paper-{paper.code}"] = "on"
            typed |= {originals: str(paper.originals), copies: str(paper.copies)}
    return typed


def _sentences(dossier: Dossier, told: dict[str, str], counter: Counter) -> list[str]:
    procedure = receivable(counter.agency, dossier.procedure, counter.day)
    said = [_("Đã chép từ hồ sơ %(code)s.") % {"code": dossier.code} if dossier.code else ""]
    if procedure is None:
        said.append(_("Thủ tục của hồ sơ đó nay không tiếp nhận ở đây. Chọn thủ tục khác."))
    elif procedure.version != dossier.version:
        words = {"old": dossier.version, "new": procedure.version}
        said.append(
            _(
                "Hồ sơ đó theo phiên bản %(old)s của thủ tục; hồ sơ mới theo phiên bản %(new)s"
                " đang có hiệu lực."
            )
            % words
        )
    if APPLICANT + "name" not in told:
        said.append(_("Thông tin người nộp của hồ sơ đó đã xóa."))
    said.append(_("Đối chiếu người nộp và giấy tờ thực nhận trước khi tiếp nhận."))
    return [one for one in said if one]

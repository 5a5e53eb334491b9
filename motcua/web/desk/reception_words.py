"""What the reception page says of its fields, and of what is wrong with them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain.identity import IdentityWarning, Sex
from motcua.domain.party import PartyKind
from motcua.domain.procedure import PaperRule, Procedure
from motcua.domain.refusal import Refused
from motcua.reads.words import refusal_words

Words = Promise | str

LABELS: dict[str, Words] = {
    "identity": _("Số CCCD hoặc CMND"),
    "name": _("Họ và tên"),
    "birth": _("Ngày sinh"),
    "sex": _("Giới tính"),
    "address": _("Địa chỉ"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "kind": _("Đối tượng"),
    "tax_code": _("Mã số thuế"),
}
SEXES: dict[str, Words] = {"": "—", Sex.FEMALE.value: _("Nữ"), Sex.MALE.value: _("Nam")}
KINDS: dict[str, Words] = {
    PartyKind.CITIZEN.value: _("Cá nhân"),
    PartyKind.ENTERPRISE.value: _("Doanh nghiệp"),
    PartyKind.STATE_BODY.value: _("Cơ quan nhà nước"),
    PartyKind.ORGANISATION.value: _("Tổ chức khác"),
}
OF_PROCEDURE = frozenset(
    {"procedure_not_in_force", "unknown_procedure", "not_received_here", "no_such_agency"}
)
"""Refusals that only another procedure can mend."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the field's id ('' for the whole page), the sentence of the summary, and
    the shorter one beside the field."""

    field: str
    words: str
    beside: str = ""

    @property
    def at_field(self) -> str:
        """What stands beside the field."""
        return self.beside or self.words


def problems_of(no: Refused, procedure: Procedure) -> list[Problem]:
    """What the rules refused, as problems of fields."""
    if no.reason == "papers_missing":
        codes = no.facts["papers"]
        assert isinstance(codes, tuple)
        rules = {rule.code: rule for rule in procedure.papers}
        return [_missing(rules[code]) for code in codes if code in rules]
    words = refusal_words(no)
    if no.reason == "identity_warning":
        found = no.facts["warnings"]
        assert isinstance(found, tuple)
        return [Problem("override", words, " ".join(warning_words(one) for one in found))]
    if no.reason in OF_PROCEDURE:
        return [Problem("procedure-search", words)]
    return [Problem(str(no.facts.get("field", "")), words)]


def _missing(rule: PaperRule) -> Problem:
    words = now_("Thiếu %(paper)s. Nhận thêm giấy tờ này, hoặc từ chối tiếp nhận.")
    return Problem(f"paper-{rule.code}", words % {"paper": rule.name})


def warning_words(warning: IdentityWarning) -> str:
    """What of an identity number does not fit what was typed beside it."""
    if warning.why == "sex":
        told = {"number": SEXES[warning.by_number], "stated": SEXES[warning.stated]}
        return now_("Số giấy tờ là của giới tính %(number)s, đã chọn %(stated)s.") % told
    if warning.why == "birth_year":
        told = {"number": warning.by_number, "stated": warning.stated}
        return now_("Số giấy tờ là của năm sinh %(number)s, đã nhập %(stated)s.") % told
    return now_("Ba số đầu %(number)s là nơi đăng ký khai sinh ở nước ngoài.") % {
        "number": warning.by_number
    }

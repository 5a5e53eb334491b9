"""What was typed on the reception page, read: shapes only, whether it is allowed the rules say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.identity import Sex
from motcua.domain.party import FieldError, Party, read_party
from motcua.domain.procedure import PaperRule
from motcua.domain.refusal import Refused
from motcua.reads.reception import Chosen, Counter
from motcua.reads.words import field_sentence
from motcua.web.desk.reception_words import LABELS, Problem

PARTY_FIELDS = (
    "identity", "name", "birth", "sex", "address", "phone", "email", "kind", "tax_code",
)  # fmt: skip
APPLICANT, OWNER, PROXY = "applicant-", "owner-", "proxy-"
MOST_OF_A_PAPER = 99
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reception:
    """A reception as it was typed, in the values of the domain."""

    key: UUID
    agency: str
    procedure: str
    applicant: Party
    owner: Party | None
    proxy: Party | None
    papers: tuple[PaperCount, ...]
    channel: str
    return_manner: str
    sets: int
    content: str
    override: str

    def command(self, secret: str) -> do.Receive:
        """The request to receive it."""
        return do.Receive(
            agency=self.agency,
            procedure=self.procedure,
            applicant=self.applicant,
            papers=self.papers,
            secret=secret,
            channel=self.channel,
            return_manner=self.return_manner,
            sets=self.sets,
            owner=self.owner,
            proxy=self.proxy,
            content=self.content,
            override=self.override,
        )

    def refusal(self, reason: str, explanation: str) -> do.RefuseReception:
        """The request to refuse it."""
        return do.RefuseReception(
            agency=self.agency,
            procedure=self.procedure,
            applicant=self.applicant,
            papers=self.papers,
            reason=reason,
            explanation=explanation,
            channel=self.channel,
        )


class Shape(forms.Form):
    """Numbers of the page that must be numbers; a blank number of sets is one set."""

    key = forms.UUIDField()
    sets = forms.IntegerField(required=False)

    def __init__(self, typed: Typed, papers: Iterable[PaperRule]) -> None:
        super().__init__(dict(typed))
        for rule in papers:
            for field in count_fields(rule):
                self.fields[field] = forms.IntegerField(
                    required=False, min_value=0, max_value=MOST_OF_A_PAPER
                )


def count_fields(rule: PaperRule) -> tuple[str, str]:
    """The names of the two fields in which originals and copies of a paper are counted."""
    return f"paper-{rule.code}-originals", f"paper-{rule.code}-copies"


def expected_counts(rule: PaperRule) -> tuple[int, int]:
    """What stands in these fields at first: what the rule asks, at least one original."""
    if rule.originals + rule.copies == 0:
        return 1, 0
    return rule.originals, rule.copies


def read_papers(
    typed: Typed, rules: Iterable[PaperRule], shape: Shape | None = None
) -> tuple[PaperCount, ...]:
    """The papers that are ticked, with their counts; without a shape, of what can be read."""
    rules = tuple(rules)
    form = shape or Shape(typed, rules)
    if shape is None:
        form.is_valid()
    found = []
    for rule in rules:
        if f"paper-{rule.code}" not in typed:
            continue
        originals, copies = (
            _count(typed, form, field, asked)
            for field, asked in zip(count_fields(rule), expected_counts(rule), strict=True)
        )
        found.append(PaperCount(rule.code, originals, copies))
    return tuple(found)


def _count(typed: Typed, form: Shape, field: str, asked: int) -> int:
    return form.cleaned_data.get(field) or 0 if typed.get(field, "").strip() else asked


def read_reception(
    typed: Typed, counter: Counter, chosen: Chosen | None
) -> tuple[Reception | None, list[Problem]]:
    """The whole page; None where something has a wrong shape, with every problem in order."""
    if chosen is None:
        return None, [Problem("procedure-search", _("Chưa chọn thủ tục. Gõ vài chữ rồi chọn."))]
    shape = Shape(typed, chosen.procedure.papers)
    problems = _shape_problems(shape)
    applicant, wrong = _party(typed, APPLICANT, counter, required=True)
    owner, wrong_owner = _party(typed, OWNER, counter)
    proxy, wrong_proxy = _party(typed, PROXY, counter)
    problems += [*wrong, *wrong_owner, *wrong_proxy]
    if problems or applicant is None:
        return None, problems
    sets = shape.cleaned_data.get("sets")
    reception = Reception(
        key=shape.cleaned_data["key"],
        agency=counter.agency,
        procedure=chosen.procedure.code,
        applicant=applicant,
        owner=owner,
        proxy=proxy,
        papers=read_papers(typed, chosen.procedure.papers, shape),
        channel=typed.get("channel", "direct"),
        return_manner=typed.get("return_manner", "counter"),
        sets=1 if sets is None else sets,
        content=typed.get("content", ""),
        override=typed.get("override", ""),
    )
    return reception, []


def _shape_problems(shape: Shape) -> list[Problem]:
    if shape.is_valid():
        return []
    found = []
    for field in shape.errors:
        if field == "key":
            words = _("Biểu mẫu đã cũ. Bấm Tiếp nhận lần nữa.")
        else:
            words = _("Số lượng phải là số nguyên, từ 0 đến %(most)s.")
            words %= {"most": MOST_OF_A_PAPER}
        found.append(Problem("" if field == "key" else field, words))
    return found


def _party(
    typed: Typed, prefix: str, counter: Counter, *, required: bool = False
) -> tuple[Party | None, list[Problem]]:
    if not required and not any(typed.get(prefix + field, "").strip() for field in OF_OTHERS):
        return None, []
    try:
        return read_party(typed, counter.day, prefix=prefix), []
    except Refused as no:
        errors = no.facts["errors"]
        assert isinstance(errors, tuple)
        return None, [party_problem(error, prefix) for error in errors]


OF_OTHERS = tuple(field for field in PARTY_FIELDS if field not in ("kind", "sex"))
"""Fields that say that there is an owner or proxy at all; a list has always something chosen."""


def party_problem(error: FieldError, prefix: str) -> Problem:
    """What is wrong with one field of a person, with the field's own name before it."""
    field = error.field.removeprefix(prefix)
    sentence = field_sentence(error.why, {"expected": error.expected})
    label = str(LABELS[field])
    return Problem(error.field, f"{label}: {sentence[0].lower()}{sentence[1:]}", sentence)


def as_typed(party: Party, prefix: str = APPLICANT) -> dict[str, str]:
    """A person as the fields of a page show them."""
    values = {
        "identity": party.identity.number if party.identity else "",
        "name": party.name,
        "birth": f"{party.birth:%d/%m/%Y}" if party.birth else "",
        "sex": party.sex.value if isinstance(party.sex, Sex) else "",
        "address": party.address,
        "phone": party.phone,
        "email": party.email,
        "kind": party.kind.value,
        "tax_code": party.tax_code,
    }
    return {prefix + field: value for field, value in values.items()}

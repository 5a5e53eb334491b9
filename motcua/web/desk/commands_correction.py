"""Corrections and erasure: forms that start from what the dossier says now."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.blanks import Filed
from motcua.domain.local_time import local_day
from motcua.domain.party import Party, read_party
from motcua.domain.procedure import PaperRule
from motcua.domain.refusal import Refused
from motcua.reads.words import fact_words
from motcua.reads.words.facts import Telling
from motcua.web.desk.commands_base import CommandForm, Field, NewFiles, component, words
from motcua.web.desk.commands_forms import WithResult
from motcua.web.desk.reception_form import (
    APPLICANT,
    OWNER,
    PARTY_FIELDS,
    as_typed,
    count_fields,
    party_problem,
)
from motcua.web.desk.reception_words import KINDS, LABELS, SEXES

LISTS: dict[str, dict[str, Any]] = {"sex": SEXES, "kind": KINDS}
VALUES: dict[str, Any] = {
    "applicant": _("Người nộp"),
    "owner": _("Chủ hồ sơ"),
    "proxy": _("Người được ủy quyền"),
    "content": _("Nội dung yêu cầu"),
    "secret": _("Mã tra cứu"),
    "override": _("Ghi chú khi tiếp nhận"),
    "explanation": _("Lời giải thích"),
    "result_number": _("Số của kết quả"),
    "file_names": _("Tên tệp"),
    "document_number": _("Số văn bản"),
    "collected_by": _("Người nhận kết quả"),
}


class CorrectResult(WithResult):
    """T19."""

    noun, kind = "result-correction", do.CorrectResult
    explanation = words(_("Sai ở đâu, sửa thế nào"), long=True)

    def command(self, files: NewFiles) -> do.Command:
        return do.CorrectResult(**self.result(files), explanation=self.value("explanation"))


class CorrectDossier(CommandForm):
    """What was written at reception, to be put right; what is left alone stays."""

    noun, kind = "correction", do.CorrectDossier
    has_page = True
    explanation = words(_("Lý do sửa"), long=True)
    content = words(_("Nội dung yêu cầu"))

    def prepare(self) -> None:
        self.rules = [rule for rule in self.page.opened.law.procedure.papers if not rule.shown_only]
        people = self.page.people
        for prefix, party in ((APPLICANT, people.applicant), (OWNER, people.owner)):
            self._add_party(prefix, party)
        self.initial["content"] = people.content
        brought = {paper.code: paper for paper in self.page.dossier.papers}
        for rule in self.rules:
            paper = brought.get(rule.code)
            counts = (paper.originals, paper.copies) if paper else (0, 0)
            for field, count in zip(count_fields(rule), counts, strict=True):
                self.fields[field] = forms.IntegerField(
                    label=rule.name, required=False, min_value=0, max_value=99, initial=count
                )

    def _add_party(self, prefix: str, party: Party | None) -> None:
        now = as_typed(party, prefix) if party else {}
        for name in PARTY_FIELDS:
            known = LISTS.get(name)
            widget = forms.Select(choices=list(known.items())) if known else forms.TextInput()
            self.fields[prefix + name] = forms.CharField(
                label=str(LABELS[name]),
                required=False,
                strip=False,
                widget=widget,
                initial=now.get(prefix + name, ""),
            )

    @property
    def applicant_fields(self) -> list[Field]:
        """The applicant, as components/field.html draws them."""
        return [component(self[APPLICANT + name]) for name in PARTY_FIELDS]

    @property
    def owner_fields(self) -> list[Field]:
        """The owner, where that is somebody else."""
        return [component(self[OWNER + name]) for name in PARTY_FIELDS]

    @property
    def last_fields(self) -> list[Field]:
        """What was asked for, and why it is corrected."""
        return [component(self["content"]), component(self["explanation"])]

    @property
    def count_fields(self) -> list[dict[str, Any]]:
        """The papers with their two numbers."""
        rows = []
        for rule in self.rules:
            fields = [component(self[name]) for name in count_fields(rule)]
            errors = " ".join(field["error"] for field in fields)
            rows.append({"name": rule.name, "fields": fields, "error": errors.strip()})
        return rows

    def clean(self) -> dict[str, Any]:
        """Persons as the rules read them, each wrong field marked."""
        cleaned = self.cleaned_data
        for prefix in (APPLICANT, OWNER):
            if any(prefix + name in self.errors for name in PARTY_FIELDS):
                continue
            try:
                cleaned[prefix] = self._party(prefix)
            except Refused as no:
                errors = no.facts["errors"]
                assert isinstance(errors, tuple)
                for error in errors:
                    self.add_error(error.field, party_problem(error, prefix).words)
        return cleaned

    def _party(self, prefix: str) -> Party | None:
        typed = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        told = [typed[prefix + name] for name in PARTY_FIELDS if name not in LISTS]
        if prefix == OWNER and not any(word.strip() for word in told):
            return None
        return read_party(typed, local_day(self.page.now), prefix=prefix)

    def command(self, files: NewFiles) -> do.Command:
        people = self.page.people
        applicant, owner = self.cleaned_data[APPLICANT], self.cleaned_data[OWNER]
        content = self.value("content")
        return do.CorrectDossier(
            explanation=self.value("explanation"),
            applicant=applicant if applicant != people.applicant else None,
            owner=owner if owner != people.owner else None,
            content=content if content.strip() not in ("", people.content) else None,
            papers=self._papers(),
        )

    def _papers(self) -> tuple[f.PaperCount, ...] | None:
        there = {paper.code: paper for paper in self.page.dossier.papers}
        after = dict(there)
        for rule in self.rules:
            counted = self._counted(rule, there.get(rule.code, f.PaperCount(rule.code, 0, 0)))
            if rule.code in there or counted.originals + counted.copies:
                after[rule.code] = counted
        return tuple(after.values()) if after != there else None

    def _counted(self, rule: PaperRule, paper: f.PaperCount) -> f.PaperCount:
        originals, copies = (self.cleaned_data.get(name) or 0 for name in count_fields(rule))
        return replace(paper, originals=originals, copies=copies)


class ErasePrivate(CommandForm):
    """Erase private values by decision; the list names what each one is, never what it says."""

    noun, kind = "erasure", do.ErasePrivate
    has_page = True
    basis = words(_("Quyết định (số, ngày, cơ quan ban hành)"))

    def prepare(self) -> None:
        for number, label in self._there():
            self.fields[f"value-{number}"] = forms.BooleanField(label=label, required=False)

    def _there(self) -> Iterator[tuple[int, str]]:
        page = self.page
        telling = Telling(page.opened.law.agencies, page.names, page.values, page.dossier)
        for entry in page.entries:
            for name in type(entry.fact).__slots__:
                filed = getattr(entry.fact, name)
                if isinstance(filed, Filed) and page.values.get(filed.number) is not None:
                    told = {
                        "value": VALUES.get(name, name),
                        "fact": fact_words(entry, telling),
                        "day": f"{local_day(entry.fact.happened):%d/%m/%Y}",
                    }
                    yield filed.number, now_("%(value)s: %(fact)s, %(day)s") % told

    def command(self, files: NewFiles) -> do.Command:
        ticked = [name for name in self.fields if self.cleaned_data.get(name) is True]
        numbers = tuple(int(name.removeprefix("value-")) for name in ticked)
        return do.ErasePrivate(numbers, self.value("basis"))

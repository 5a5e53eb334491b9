"""What all forms of commands have in common.

Forms know shapes only (a number is a number, a day a day). Whether a reason is long enough or a
person may take over, the rules say, and their refusal comes back to the field it is about.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.domain import commands as do
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.dossier_page import DossierPage
from motcua.reads.words import command_words, refusal_words
from motcua.web.desk.dossier_text import visible

NewFiles = tuple[do.NewFile, ...]
Field = dict[str, Any]
FILES = "files"
OF_FIELD = {
    "already_theirs": "person",
    "person_not_there": "person",
    "unknown_paper": "paper",
    "no_such_value": "basis",
    "nothing_changed": "explanation",
    "supplement_needs_head": "override",
    "second_reappointment": "override",
}
"""Fields that a refusal is about where the rules do not name one."""
TYPED_AS = {"sent": "minute"}
"""What the rules name and no field is called: a moment is typed as a day and a time."""


class DayField(forms.CharField):
    """A day as people type it: 20/03/2020."""

    def to_python(self, value: Any) -> Any:
        """A date; the sentence of the rules where it is none."""
        typed = super().to_python(value)
        try:
            return read_date(typed, field="") if typed else None
        except Refused as no:
            raise ValidationError(refusal_words(no)) from no


def words(label: Any, *, long: bool = False, hint: Any = "") -> forms.CharField:
    """A field of words; the rules check and clean them."""
    widget = forms.Textarea(attrs={"rows": "3"}) if long else forms.TextInput()
    return forms.CharField(label=label, required=False, strip=False, widget=widget, help_text=hint)


def choice(label: Any, known: Mapping[str, Any], blank: Any = "") -> forms.CharField:
    """A list to choose from; whether a choice is known, the rules say.

    Read anew for each page: the texts of `known` are in the page's language.
    """

    def choices() -> list[tuple[str, Any]]:
        return [*([("", blank)] if blank else []), *known.items()]

    widget = forms.Select()
    widget.choices = choices  # type: ignore[assignment]  # Django asks it for each page
    return forms.CharField(label=label, required=False, widget=widget)


class CommandForm(forms.Form):
    """The base: `noun` is its address, `kind` the command it gives."""

    noun: ClassVar[str]
    kind: ClassVar[type[do.Command]]
    takes_files: ClassVar[bool] = False
    has_page: ClassVar[bool] = False
    """Too large for the dossier's page: it is a page of its own."""

    expect = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Trang đã cũ. Xem lại hồ sơ rồi thao tác lại.")},
    )

    def __init__(self, page: DossierPage, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"expect": page.dossier.facts}, auto_id=f"{self.noun}-%s")
        self.page = page
        self.file_error = ""
        self.kept: list[dict[str, str]] = []
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the dossier."""

    def beside(self) -> None:
        """Ask the rules about what can be judged though a field has no shape. May be Refused."""

    def clean(self) -> dict[str, Any]:
        """Where a field has no shape the door is never asked; what else is wrong is told too."""
        if self.errors:
            try:
                self.beside()
            except Refused as no:
                self.refuse(no)
        return self.cleaned_data

    def command(self, files: NewFiles) -> do.Command:
        """The request that the fields make; only after they were found well shaped."""
        return self.kind()

    @property
    def label(self) -> str:
        """The words of its button."""
        return command_words(self.kind)

    @property
    def direct(self) -> bool:
        """Whether it is a button, at most beside a list that may be left alone."""
        return (
            not self.takes_files and not self.has_page and {"expect", "person"} >= set(self.fields)
        )

    @property
    def shown(self) -> list[Field]:
        """Its visible fields as components/field.html draws them."""
        return [component(field) for field in self.visible_fields()]

    @property
    def seen(self) -> int:
        """How many facts the page showed. A page drawn anew after an error shows the new ones."""
        return self.page.dossier.facts

    def value(self, name: str) -> Any:
        """A cleaned value; '' for nothing."""
        found = self.cleaned_data.get(name)
        return "" if found is None else found

    def refuse(self, no: Refused) -> None:
        """Bring a refusal of the rules, and all that came with it, back to the fields they are
        about."""
        for one in (no, *no.also):
            self._refuse_one(one)

    def _refuse_one(self, no: Refused) -> None:
        field = _field_of(no)
        if field == FILES and self.takes_files:
            name = str(no.facts.get("name", ""))
            self.file_error = f"{name}: {refusal_words(no)}" if name else refusal_words(no)
        else:
            self.add_error(field if field in self.fields else None, refusal_words(no))

    def is_about_a_field(self, no: Refused) -> bool:
        """Whether typing something else would help."""
        field = _field_of(no)
        return field in self.fields or (field == FILES and self.takes_files)

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong, for the summary above the page."""
        shown = {field.name for field in self.visible_fields()}
        found = [
            {"field": self[name].auto_id if name in shown else "", "words": str(error)}
            for name, errors in self.errors.items()
            for error in errors
        ]
        if self.file_error:
            found.append({"field": f"{self.noun}-{FILES}", "words": self.file_error})
        return found

    @property
    def has_problems(self) -> bool:
        """Whether it was sent, and something is wrong with it."""
        return self.is_bound and bool(self.errors or self.file_error)


def _field_of(no: Refused) -> str:
    field = str(no.facts.get("field", "") or OF_FIELD.get(no.reason, ""))
    return TYPED_AS.get(field, field)


def component(bound: forms.BoundField) -> Field:
    """A form's field for components/field.html."""
    widget = bound.field.widget
    kind = {
        "Textarea": "textarea",
        "Select": "select",
        "RadioSelect": "radio",
        "CheckboxInput": "checkbox",
        "NumberInput": "number",
    }.get(type(widget).__name__, "text")
    value = bound.value()
    return {
        "name": bound.html_name,
        "id": bound.auto_id,
        "label": bound.label,
        "kind": kind,
        "value": bool(value)
        if kind == "checkbox"
        else visible("" if value is None else str(value)),
        "choices": [(str(code), label) for code, label in getattr(widget, "choices", ())],
        "error": " ".join(map(str, bound.errors)),
        "hint": bound.help_text,
        "autocomplete": "off",
        **{name: str(value) for name, value in widget.attrs.items()},
    }


def _text(value: object) -> str:
    return "" if value is None else visible(str(value))


def no_reason() -> Any:
    """The first line of every list of reasons; asked for when forms are read, so told later."""
    return _("Chọn lý do")

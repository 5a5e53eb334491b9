"""Fields of the management forms: what is asked, what was typed, what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.domain.agencies import AgencyTree
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.domain.text import read_date
from motcua.reads.words import refusal_words, role_words
from motcua.web.formats import vn_date
from motcua.web.typed import shown_again

FIELD_OF = {
    "username_taken": "username",
    "ends_before_it_begins": "until",
    "already_acts": "since",
    "unknown_agency": "agency",
}
"""Which field a refusal is about that names none itself."""


@dataclass(frozen=True, slots=True)
class PostTyped:
    """A post as somebody typed it, read."""

    agency: str
    role: Role
    since: date
    until: date | None


class Asked:
    """A form as it came: values by name, and the errors found while reading it."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.errors: dict[str, str] = {}
        self._nameless = set[str]()
        self._labels: dict[str, str] = {}

    def text(self, name: str) -> str:
        """What was typed there."""
        return str(self.values.get(name, ""))

    def check(self, name: str, read: Callable[[str], object]) -> None:
        """Read what was typed there; an error for what is refused."""
        try:
            read(self.text(name))
        except Refused as no:
            self.refuse(no)

    def day(self, name: str, *, required: bool = True) -> date | None:
        """The day typed there; an error for what is none."""
        typed = self.text(name)
        if not typed.strip() and not required:
            return None
        try:
            return read_date(typed, field=name)
        except Refused as no:
            self.refuse(no)
            return None

    def role(self, name: str) -> Role | None:
        """The role chosen there."""
        try:
            role = Role(self.text(name))
        except ValueError:
            role = Role.CLOCK
        if role is not Role.CLOCK:
            return role
        self.errors[name] = _("Chọn một vai trò.")
        return None

    def post(self) -> PostTyped | None:
        """The post typed in the fields of `post_fields`; None when there are errors."""
        role, since = self.role("role"), self.day("since")
        until = self.day("until", required=False)
        if not self.text("agency"):
            self.errors["agency"] = _("Chọn một đơn vị.")
        if self.errors or role is None or since is None:
            return None
        return PostTyped(self.text("agency"), role, since, until)

    def refuse(self, no: Refused) -> None:
        """Put the sentence of a refusal beside the field it is about."""
        field = str(no.facts.get("field") or FIELD_OF.get(no.reason, ""))
        self.errors[field] = refusal_words(no)
        if no.reason.startswith("bad_"):
            self._nameless.add(field)

    def summary(self) -> list[dict[str, str]]:
        """What stands above the form; a sentence that names no field is said with its field.

        The fields are to be drawn first: their labels are the names.
        """
        return [{"field": name, "words": self._told(name)} for name in self.errors]

    def _told(self, name: str) -> str:
        words, label = self.errors[name], self._labels.get(name, "")
        if name not in self._nameless or not label:
            return words
        return f"{label}: {words[0].lower()}{words[1:]}"

    def field(self, name: str, label: str, **more: Any) -> dict[str, Any]:
        """A field for components/field.html, with what was typed and what is wrong."""
        value = shown_again(self.values.get(name, more.pop("initial", "")), 1000)
        self._labels[name] = label
        return {
            "name": name,
            "label": label,
            "value": value,
            "error": self.errors.get(name, ""),
            **more,
        }


def post_fields(
    asked: Asked, agencies: Iterable[tuple[str, str]], today: date
) -> list[dict[str, Any]]:
    """Which agency, which role, from when to when."""
    roles = [(role.value, role_words(role)) for role in Role if role is not Role.CLOCK]
    return [
        asked.field(
            "agency",
            _("Đơn vị"),
            kind="select",
            choices=[("", _("Chọn đơn vị")), *agencies],
            width="w6",
            required=True,
        ),
        asked.field(
            "role",
            _("Vai trò"),
            kind="select",
            choices=[("", _("Chọn vai trò")), *roles],
            width="w6",
            required=True,
        ),
        asked.field("since", _("Từ ngày"), initial=vn_date(today), width="w3", required=True),
        asked.field(
            "until", _("Đến hết ngày"), width="w3", hint=_("để trống nếu chưa biết"), maxlength=10
        ),
    ]


def agency_choices(tree: AgencyTree, tops: Iterable[str], today: date) -> list[tuple[str, str]]:
    """Agencies to choose from: those given and all below that stand today, indented by level."""
    choices: dict[str, str] = {}
    for top in tops:
        depth_of_top = len(tree.ancestors(top))
        for key in _in_depth(tree, top):
            if tree.get(key).stands_on(today):
                indent = "\N{NO-BREAK SPACE}" * 3 * (len(tree.ancestors(key)) - depth_of_top)
                choices.setdefault(key, indent + tree.short_name(key, today))
    return list(choices.items())


def _in_depth(tree: AgencyTree, key: str) -> Iterable[str]:
    yield key
    for child in tree.children(key):
        yield from _in_depth(tree, child)

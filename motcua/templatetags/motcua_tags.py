"""What templates need beyond Django's own: Vietnamese dates and figures, icons, codes.

Every filter gives '' for a missing value, so that a template can leave the test out.
"""

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.web import formats

register = template.Library()


def _or_empty(show: Callable[[Any], str]) -> Callable[[Any], str]:
    def filtered(value: Any) -> str:
        return "" if value is None or value == "" else show(value)

    return filtered


for _name in (
    "iso",
    "vn_date",
    "vn_time",
    "vn_datetime",
    "weekday",
    "short_weekday",
    "vn_number",
    "vn_percent",
    "money",
):
    register.filter(_name, _or_empty(getattr(formats, _name)))


@register.filter
def code_unit(code: str) -> str:
    """The issuing unit's part of a dossier code, with its hyphen: '000.12.38.H08-'."""
    unit, hyphen, _rest = code.partition("-")
    return unit + hyphen if hyphen else ""


@register.filter
def code_serial(code: str) -> str:
    """Day and serial of a dossier code: '200319-0014'; the whole of what is no code."""
    return code[len(code_unit(code)) :]


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sheet that every page carries (`icons.html`), hidden from screen readers."""
    sign = '<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>'
    return format_html(sign, name)

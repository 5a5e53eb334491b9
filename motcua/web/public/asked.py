"""What a visitor typed into the address or a search field, made harmless."""

from django.http import HttpRequest

from motcua.domain.refusal import Refused
from motcua.domain.text import clean

LONGEST = 200


def asked_words(request: HttpRequest, name: str) -> str:
    """The words asked for; '' where what came is no text of a sensible length."""
    try:
        return clean(request.GET.get(name, ""), field=name, limit=LONGEST, required=False)
    except Refused:
        return ""

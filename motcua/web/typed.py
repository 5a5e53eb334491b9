"""What somebody typed into an address or a field, made harmless to ask for and to show again."""

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


def shown_again(text: str, limit: int = LONGEST) -> str:
    """What was typed as a page may show it again: without signs that nobody can see."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:limit]).strip()

"""The lists of reasons (domain/reasons.py), each text in the language of the page that shows it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from motcua.domain import reasons


class Said(Mapping[str, str]):
    """A list of texts by code, looked up whenever one is read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def __getitem__(self, code: str) -> str:
        return gettext(self.texts[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


REFUSAL_OF_RECEPTION = Said(reasons.REFUSAL_OF_RECEPTION)
REJECTION = Said(reasons.REJECTION)
SEND_BACK = Said(reasons.SEND_BACK)
STOP = Said(reasons.STOP)
LATENESS = Said(reasons.LATENESS)
APOLOGY_MANNERS = Said(reasons.APOLOGY_MANNERS)

"""The one exception by which the rules say no."""

from collections.abc import Callable
from typing import Any


class Refused(Exception):
    """A rule of the domain forbids what was asked.

    `reason` is a stable key such as ``unknown_agency``; its Vietnamese sentence lives with the
    pages. `facts` are the values that the sentence needs. `also` are further rules that forbid the
    same request, so that whoever asked learns all at once.

    >>> str(Refused("no_such_agency", selector="district/police"))
    "no_such_agency (selector='district/police')"
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason: str = reason
        self.facts: dict[str, object] = facts
        self.also: tuple[Refused, ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.reason} ({told})" if told else self.reason


def asked_all(*questions: Callable[[], Any]) -> list[Any]:
    """The answers, all asked before any refusal counts: the first is raised, `also` the others."""
    answers: list[Any] = []
    refusals: list[Refused] = []
    for question in questions:
        try:
            answers.append(question())
        except Refused as no:
            refusals += (no, *no.also)
    if refusals:
        first, *others = refusals
        first.also = tuple(others)
        raise first
    return answers

"""The one exception by which the rules say no."""


class Refused(Exception):
    """A rule of the domain forbids what was asked.

    `reason` is a stable key such as ``unknown_agency``; its Vietnamese sentence lives with the
    pages. `facts` are the values that the sentence needs.

    >>> str(Refused("no_such_agency", selector="district/police"))
    "no_such_agency (selector='district/police')"
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason: str = reason
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.reason} ({told})" if told else self.reason

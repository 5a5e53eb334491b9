"""What the home page says of the newest published period: one sentence and four figures."""

from dataclasses import dataclass

from motcua.reads.published import Published, Seal, last_seal, newest
from motcua.web.public.figures import minimum_of
from motcua.web.public.figures_rows import Bar, percent, sheet_of


@dataclass(frozen=True, slots=True)
class Headline:
    """The newest period, its rate as a bar, apologies, silent units, and the newest seal."""

    period: Published
    bars: list[Bar]
    whole: Bar
    minimum: int | None
    apologies: str
    silent: int
    seal: Seal | None
    url: str


def headline() -> Headline | None:
    """What the newest period says; None while nothing is published."""
    found = newest()
    if found is None:
        return None
    sheet = sheet_of(found)
    top = str(found.document["top"])
    minimum = minimum_of(found, top)
    late = found.document["apologies"]
    return Headline(
        period=found,
        bars=[bar for bar in sheet.bars(top, minimum) if not bar.silent][:5],
        whole=sheet.bar(top, minimum),
        minimum=minimum,
        apologies=percent(late["apologised"], late["late"]),
        silent=len(found.document["silent"]),
        seal=last_seal(),
        url=sheet.url("figures-period"),
    )

"""Where a dossier goes next, and who could take it over: for whoever has it."""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain import commands as do
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.reads.access import Opened
from motcua.reads.colleagues import colleagues

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Where a hand-over would go: the step, its agency, and who acts there."""

    step: str
    agency: str
    people: Choices


def next_of(opened: Opened, commands: tuple[type[do.Command], ...], now: datetime) -> Next | None:
    """Where a hand-over of this person's would go; None where no such command is open."""
    dossier, law = opened.dossier, opened.law
    if not {do.HandOver, do.SubmitForSignature, do.Approve} & set(commands):
        return None
    step = law.next_step(dossier, dossier.holder) if dossier.holder else None
    if step is None:
        return None
    day = local_day(now)
    try:
        agency = law.agencies.resolve(step.at, dossier.receiving, day)
    except Refused:
        return Next(step.name, "", ())
    people = () if do.Approve in commands else colleagues(agency, step.role, day)
    return Next(step.name, law.agencies.short_name(agency, day), people)


def successors_of(opened: Opened, commands: tuple[type[do.Command], ...], now: datetime) -> Choices:
    """Who at the same desk could take the dossier over."""
    holder = opened.dossier.holder
    if do.Reassign not in commands or holder is None:
        return ()
    there = colleagues(holder.agency, holder.role, local_day(now))
    return tuple(one for one in there if one[0] != holder.person)

"""Procedures and fields by their code, as figures name them: the newest version's words."""

from collections.abc import Iterable

from motcua.domain.refusal import Refused
from motcua.models.reference import ProcedureVersion


def procedure_names(codes: Iterable[str]) -> dict[str, str]:
    """The name of each procedure. Refused `unknown_procedure` for a code that nobody knows."""
    asked = list(codes)
    known = [code for code in asked if code.isprintable()]  # the database takes no NUL
    rows = ProcedureVersion.objects.filter(code__in=known).order_by("code", "version")
    found = dict(rows.values_list("code", "name"))
    for code in asked:
        if code not in found:
            raise Refused("unknown_procedure", procedure=code)
    return found


def codes_of_field(field: str) -> tuple[tuple[str, ...], str]:
    """The procedures of a field, and its name. Refused `bad_choice` for an unknown field."""
    rows = ProcedureVersion.objects.order_by("code", "version")
    newest = {
        code: (of, name) for code, of, name in rows.values_list("code", "field_code", "field_name")
    }
    found = {code: name for code, (of, name) in newest.items() if of == field}
    if not found:
        raise Refused("bad_choice", value=field)
    return tuple(sorted(found)), next(iter(found.values()))
